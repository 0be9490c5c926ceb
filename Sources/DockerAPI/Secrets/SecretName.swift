/// Names of parameters, labels and options that say that their value is a secret.
public enum SecretName {
    /// Whether a name is such a one, in any case: `DB_PASSWORD`, `com.example.api-key`, `sig`.
    public static func isOne(_ name: Span<UInt8>) -> Bool {
        if contains(name) { return true }
        return exact.contains { ArenaText.equalIgnoringCase(name, $0) }
    }

    /// Whether such a name stands anywhere in a text.
    static func contains(_ text: Span<UInt8>) -> Bool {
        for at in 0..<text.count {
            switch ArenaText.lower(text[at]) {
            case UInt8(ascii: "p"), UInt8(ascii: "s"), UInt8(ascii: "t"), UInt8(ascii: "c"), UInt8(ascii: "a"),
                UInt8(ascii: "b"), UInt8(ascii: "j"):
                if words.contains(where: { begins(text, at, $0) }) { return true }
            default: continue
            }
        }
        return false
    }

    private static let exact: [StaticString] = ["sig", "auth", "key", "pass", "pin"]

    /// In lower case; a `-` stands for `-`, `_`, `.` and for nothing.
    private static let words: [StaticString] = [
        "passw", "pass-phrase", "pwd", "private-key", "secret", "signature", "token", "credential", "api-key",
        "access-key", "authorization", "bearer", "jwt", "cookie",
    ]

    private static func begins(_ text: Span<UInt8>, _ start: Int, _ word: StaticString) -> Bool {
        var at = start
        for index in 0..<word.utf8CodeUnitCount {
            let wanted = word.utf8Start[index]
            if wanted == UInt8(ascii: "-") {
                if at < text.count, "-_.".utf8.contains(text[at]) { at &+= 1 }
                continue
            }
            guard at < text.count, ArenaText.lower(text[at]) == wanted else { return false }
            at &+= 1
        }
        return true
    }
}

extension ArenaText {
    static func equalIgnoringCase(_ text: Span<UInt8>, _ other: StaticString) -> Bool {
        guard text.count == other.utf8CodeUnitCount else { return false }
        for index in 0..<text.count where lower(text[index]) != lower(other.utf8Start[index]) { return false }
        return true
    }
}
