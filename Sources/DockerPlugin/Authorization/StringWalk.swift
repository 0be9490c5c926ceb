/// Steps through the strings of a JSON object or array that is known to be well-formed and to hold nothing but strings.
///
/// It needs no tokens: a call can be walked long after the scanner's buffer went on to the next one.
struct StringWalk {
    struct Step {
        /// The bytes between the quotes.
        var range: Range<Int>
        var hasEscape: Bool
    }

    private var at: Int
    private let end: Int

    init(_ range: Range<Int>) {
        at = range.lowerBound
        end = range.upperBound
    }

    mutating func next(_ bytes: Span<UInt8>) -> Step? {
        let end = min(end, bytes.count)
        while at < end, bytes[at] != UInt8(ascii: "\"") { at &+= 1 }
        guard at < end else { return nil }
        let start = at &+ 1
        var hasEscape = false
        at = start
        while at < end, bytes[at] != UInt8(ascii: "\"") {
            let isEscape = bytes[at] == UInt8(ascii: "\\")
            hasEscape = hasEscape || isEscape
            at &+= isEscape ? 2 : 1
        }
        let stop = min(at, end)
        at = stop &+ 1
        return Step(range: start..<max(start, stop), hasEscape: hasEscape)
    }
}
