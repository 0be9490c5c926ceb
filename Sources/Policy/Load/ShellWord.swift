/// Text as a shell takes it for one word.
enum ShellWord {
    static func quoted(_ text: String) -> String {
        let isPlain = text.utf8.allSatisfy {
            ($0 | 0x20) &- UInt8(ascii: "a") < 26 || $0 &- UInt8(ascii: "0") < 10 || "/._-+:@".utf8.contains($0)
        }
        if isPlain, !text.isEmpty { return text }
        let inner = text.split(separator: "'", omittingEmptySubsequences: false).joined(separator: "'\\''")
        return "'\(SafeText.inline(inner))'"
    }
}
