/// Where a member's value stands in the envelope; of a string, the bytes between its quotes.
struct FieldRange: Sendable, Equatable {
    var start: UInt32 = 0
    var end: UInt32 = 0
    var isPresent = false
    /// Whether a string holds escapes and has to be decoded.
    var hasEscape = false

    var range: Range<Int> { Int(start)..<Int(end) }
}
