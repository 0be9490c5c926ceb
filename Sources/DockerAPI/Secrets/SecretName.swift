/// Names of parameters, labels and options that say that their value is a secret.
public enum SecretName {
    /// Whether a name is such a one, in any case: `DB_PASSWORD`, `com.example.api-key`, `sig`.
    public static func isOne(_ name: Span<UInt8>) -> Bool {
        if contains(name) { return true }
        return exact.contains { ArenaText.equalIgnoringCase(name, $0) }
    }

    /// Whether such a name stands anywhere in a text.
    static func contains(_ text: Span<UInt8>) -> Bool {
        guard text.count > 1 else { return false }
        let beginnings = beginnings
        var letter = letterBit(text[0])
        for at in 0..<text.count - 1 {
            let next = letterBit(text[at + 1])
            if letter & beginnings.first != 0, next & beginnings.second != 0,
                words.contains(where: { begins(text, at, $0) })
            {
                return true
            }
            letter = next
        }
        return false
    }

    /// One bit for each letter of either case; none for any other byte.
    @inline(__always)
    private static func letterBit(_ byte: UInt8) -> UInt32 {
        let letter = (byte | 0x20) &- UInt8(ascii: "a")
        return letter < 26 ? 1 &<< UInt32(letter) : 0
    }

    /// The letters that the words begin with, and those that come second: what most texts are told apart by.
    private static let beginnings: (first: UInt32, second: UInt32) = words.reduce((0, 0)) { letters, word in
        (letters.0 | letterBit(word.utf8Start[0]), letters.1 | letterBit(word.utf8Start[1]))
    }

    private static let exact: [StaticString] = ["sig", "auth", "key", "pass", "pin"]

    /// In lower case, with two letters at the beginning; a `-` stands for `-`, `_`, `.` and for nothing.
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
