/// Passes over lines that can't match without looking into them.
///
/// What a record has to hold stands in its bytes as it is, unless an escape is in the line: such a line always passes.
struct Prefilter {
    /// One of these has to be in the line.
    private var needles: [NeedleCursor]
    private var backslash = NeedleCursor([UInt8(ascii: "\\")])
    /// Whether an escape can hide what is looked for.
    private let heedsEscapes: Bool

    /// - Parameter isRaw: Whether the texts are looked for in the bytes of the record, escapes as they stand.
    init(_ needles: [[UInt8]], isRaw: Bool) {
        self.needles = needles.map { NeedleCursor($0) }
        heedsEscapes = !isRaw
    }

    mutating func passes(_ line: Range<Int>, of lines: borrowing LineReader) -> Bool {
        for index in needles.indices where needles[index].isIn(line, of: lines) { return true }
        return heedsEscapes && backslash.isIn(line, of: lines)
    }
}
