/// One value of a scanned JSON text, as a range of its bytes.
///
/// Tokens stand in document order. A member of an object is two tokens: its name, a ``JSONKind/string``, then its value.
public struct JSONToken: Sendable, Equatable {
    /// Offset of the first byte; of a string, the first byte after the opening quote.
    public let start: UInt32
    /// Offset after the last byte; of a string, the offset of the closing quote.
    public var end: UInt32
    /// Index of the first token that no longer belongs to this value.
    public var next: UInt32
    public let kind: JSONKind
    /// Whether a string holds at least one backslash escape; without one its bytes are its value.
    public let hasEscape: Bool

    @inlinable
    public init(kind: JSONKind, start: Int, end: Int, next: Int, hasEscape: Bool = false) {
        self.start = UInt32(truncatingIfNeeded: start)
        self.end = UInt32(truncatingIfNeeded: end)
        self.next = UInt32(truncatingIfNeeded: next)
        self.kind = kind
        self.hasEscape = hasEscape
    }

    /// The bytes of the value; of a string, those between the quotes.
    @inlinable
    public var range: Range<Int> { Int(start)..<Int(end) }
}
