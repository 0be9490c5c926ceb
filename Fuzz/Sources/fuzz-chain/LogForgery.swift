import FuzzLogs

@testable import Audit

/// What somebody can do to a log who can write its file but has no key.
enum LogForgery {
    /// One change, as the steps say.
    static func change(_ lines: inout [LogLine], with other: [LogLine], _ steps: inout Steps) {
        let kind = steps.next() ?? 0
        let at = steps.number(below: lines.count)
        guard !lines.isEmpty else { return lines.append(other[0]) }
        switch kind % 12 {
        case 0: lines.remove(at: at)
        case 1: lines.swapAt(at, steps.number(below: lines.count))
        case 2: lines.insert(lines[at], at: steps.number(below: lines.count + 1))
        case 3:
            guard !lines[at].bytes.isEmpty else { return }
            let offset = (steps.number(below: 256) << 8 | steps.number(below: 256)) % lines[at].bytes.count
            lines[at].bytes[offset] = max(steps.next() ?? 0, 0x20)
        case 4: lines[at].bytes.removeLast(steps.number(below: lines[at].bytes.count + 1))
        case 5: lines.insert(other[steps.number(below: other.count)], at: at)
        case 6: rechain(&lines, from: at, renumbers: false)
        case 7: rechain(&lines, from: at, renumbers: true)
        case 8: lines.removeSubrange(at...)
        case 9: lines.insert(LogLine(Array(#"{"time":"t","seq":\#(at + 1),"phase":"request"}"#.utf8)), at: at)
        case 10: lines[lines.count - 1].isEnded = false
        default: lines.removeSubrange(..<at)
        }
    }

    /// Gives all lines from one on hashes that fit, and numbers too where that is wanted.
    private static func rechain(_ lines: inout [LogLine], from start: Int, renumbers: Bool) {
        var (previous, number) = (HexDigest.zero, UInt64(0))
        if start > 0 {
            let line = lines[start - 1].bytes
            guard let seal = ChainSeal.read(line.span), let link = ChainReference.link(line) else { return }
            (previous, number) = (seal.hash, link.sequence)
        }
        for index in start..<lines.count {
            guard let link = ChainReference.link(lines[index].bytes) else { continue }
            number = renumbers ? number + 1 : link.sequence
            var line = Array(lines[index].bytes.dropLast(ChainSeal.length))
            if number != link.sequence {
                let text = String(decoding: line, as: UTF8.self)
                line = Array(text.replacing("\"seq\":\(link.sequence),", with: "\"seq\":\(number),").utf8)
            }
            previous = ChainSeal.close(&line, from: 0, previous: previous)
            lines[index].bytes = line
        }
    }
}
