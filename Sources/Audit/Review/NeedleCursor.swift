/// Tells for one line after the other whether a text stands in it, and searches many lines in one go for that.
struct NeedleCursor {
    private let needle: [UInt8]
    /// Where the text stands next, in bytes from the start of the file.
    private var hit: Int?
    /// No place that was looked at and lies before here, whole, has the text, but for ``hit``.
    private var searched = 0

    init(_ needle: [UInt8]) {
        self.needle = needle
    }

    /// - Parameter line: In the buffer of the lines.
    mutating func isIn(_ line: Range<Int>, of lines: borrowing LineReader) -> Bool {
        let start = lines.base &+ line.lowerBound
        let end = lines.base &+ line.upperBound
        if let hit, hit >= start { return hit &+ needle.count <= end }
        if hit == nil, end <= searched { return false }
        let (from, to) = (line.lowerBound, max(line.upperBound, lines.end))
        let found = lines.buffer.withUnsafeBytes { ByteSearch.find(needle, $0, from..<to) }
        guard let found else {
            hit = nil
            searched = lines.base &+ to
            return false
        }
        hit = lines.base &+ found
        return found &+ needle.count <= line.upperBound
    }
}
