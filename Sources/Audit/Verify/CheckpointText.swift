import StrictJSON

/// Finds checkpoints in what others keep of them: lines of the export, of a syslog file, of `journalctl` in any of its
/// forms.
struct CheckpointText {
    private var tokens = JSONTokens()
    private var text: [UInt8] = []

    /// The fields in which `journalctl -o json` has them.
    private static let fields: [StaticString] = ["DOCKREEVE_RECORD", "MESSAGE", "message"]
    private static let opening = Array("{\"time\":\"".utf8)

    /// - Parameter line: Without its line feed.
    mutating func checkpoint(in line: Span<UInt8>) -> Checkpoint? {
        if let found = Self.bare(line) ?? Self.embedded(line) { return found }
        guard line.count > 2, line[0] == UInt8(ascii: "{"), tokens.scan(line) == nil else { return nil }
        var at = 1
        while at + 1 < tokens.tokens.count {
            let value = tokens.tokens[at + 1]
            for field in Self.fields where JSONString.equals(line, tokens.tokens[at], field) && value.kind == .string {
                text.removeAll(keepingCapacity: true)
                JSONString.decode(line, value.range, into: &text)
                if let found = Self.bare(text.span) ?? Self.embedded(text.span) { return found }
            }
            at = Int(value.next)
        }
        return nil
    }

    private static func bare(_ line: Span<UInt8>) -> Checkpoint? {
        guard let checkpoint = Checkpoint(line), checkpoint.hasValidSignature else { return nil }
        return checkpoint
    }

    /// A record with something of the transport's in front of it, and perhaps white space behind.
    private static func embedded(_ line: Span<UInt8>) -> Checkpoint? {
        var end = line.count
        while end > 0, line[end - 1] != UInt8(ascii: "}") { end -= 1 }
        var start = 0
        while start + opening.count < end {
            var matched = 0
            while matched < opening.count, line[start + matched] == opening[matched] { matched += 1 }
            if matched == opening.count { return bare(line.extracting(start..<end)) }
            start += 1
        }
        return nil
    }
}
