import StrictJSON

/// A text that has passed the checks on its bytes, and the places of its characters.
///
/// libyaml counts characters; this turns its counts into bytes, lines and columns.
struct YAMLSource {
    let bytes: [UInt8]
    /// The first byte of each line, and how many characters are before it.
    private let lines: [LineStart]
    /// Offsets of every 64th character; empty when all are ASCII, so that characters are bytes.
    private let checkpoints: [Int]
    private static let stride = 64

    private struct LineStart {
        var offset: Int
        var character: Int
    }

    /// - Throws: ``YAMLFault`` for bytes that are not UTF-8, or a character that an editor doesn't show as what a YAML
    ///   reader takes it for.
    init(_ bytes: [UInt8]) throws(YAMLFault) {
        self.bytes = bytes
        let span = bytes.span
        var lines = [LineStart(offset: 0, character: 0)]
        var checkpoints = [0]
        var isASCII = true
        var characters = 0
        var at = 0
        while at < span.count {
            let byte = span[at]
            var length = 1
            if byte == 0x0A {
                lines.append(LineStart(offset: at + 1, character: characters + 1))
            } else if byte < 0x20 || byte >= 0x7F {
                length = UTF8Sequence.length(span, at)
                if let problem = YAMLCharacter.problem(in: span, at: at, length: length) {
                    throw problem.fault(at: Self.mark(lines, offset: at, character: characters))
                }
                if length > 1 { isASCII = false }
            }
            at += length
            characters += 1
            if characters % Self.stride == 0 { checkpoints.append(at) }
        }
        self.lines = lines
        self.checkpoints = isASCII ? [] : checkpoints
    }

    /// The same, for places one behind the other.
    ///
    /// - Parameter line: Where the last place was, counted from 0; where this one is.
    func mark(ofCharacter index: Int, near line: inout Int) -> YAMLMark {
        let character = max(index, 0)
        let offset = offset(ofCharacter: character)
        for candidate in line...line + 1 where lines.indices.contains(candidate) {
            let isBefore = candidate + 1 == lines.count || offset < lines[candidate + 1].offset
            guard isBefore, lines[candidate].offset <= offset else { continue }
            line = candidate
            let column = character - lines[candidate].character + 1
            return YAMLMark(line: candidate + 1, column: column, offset: offset)
        }
        let mark = Self.mark(lines, offset: offset, character: character)
        line = mark.line - 1
        return mark
    }

    /// The place of a character, counted from 0; behind the last one at most.
    func mark(ofCharacter index: Int) -> YAMLMark {
        Self.mark(lines, offset: offset(ofCharacter: max(index, 0)), character: max(index, 0))
    }

    private func offset(ofCharacter index: Int) -> Int {
        guard !checkpoints.isEmpty else { return min(index, bytes.count) }
        let block = min(index / Self.stride, checkpoints.count - 1)
        var at = checkpoints[block]
        var left = index - block * Self.stride
        let span = bytes.span
        while left > 0, at < span.count {
            at += max(UTF8Sequence.length(span, at), 1)
            left -= 1
        }
        return at
    }

    private static func mark(_ lines: [LineStart], offset: Int, character: Int) -> YAMLMark {
        // The last line that starts at or before the place.
        var low = 0
        var high = lines.count
        while high - low > 1 {
            let middle = (low + high) / 2
            if lines[middle].offset <= offset { low = middle } else { high = middle }
        }
        return YAMLMark(line: low + 1, column: character - lines[low].character + 1, offset: offset)
    }
}
