/// The literal characters that a pattern starts with, found without running it.
struct LiteralText {
    /// What every match of the anchored pattern begins with.
    var prefix: [UInt8] = []
    /// Whether the prefix is the whole pattern, so that equal bytes are the one match.
    var isWhole = false

    /// Reads a pattern that PCRE2 has compiled without an error.
    ///
    /// On the safe side: what it doesn't know ends the prefix, together with the character before, which a quantifier
    /// could still make optional, and an alternative anywhere leaves none.
    init(_ source: [UInt8]) {
        var at = 0
        var lastStart = 0
        while at < source.count {
            let start = prefix.count
            guard let next = Self.readCharacter(source, at, into: &prefix) else {
                prefix.removeSubrange(lastStart...)
                if source[at...].contains(UInt8(ascii: "|")) { prefix.removeAll() }
                return
            }
            lastStart = start
            at = next
        }
        isWhole = true
    }

    enum Comparison {
        case equal
        case different
        /// Only the pattern can tell.
        case undecided
    }

    /// What the literal part alone says about a value.
    func compare(_ value: Span<UInt8>) -> Comparison {
        let known = prefix.count
        guard isWhole ? value.count == known : value.count >= known else { return .different }
        for index in 0..<known where value[index] != prefix[index] { return .different }
        return isWhole ? .equal : .undecided
    }

    /// Appends one literal character and gives back the offset behind it, or nothing when what stands there is syntax.
    static func readCharacter(_ source: [UInt8], _ at: Int, into output: inout [UInt8]) -> Int? {
        switch source[at] {
        case UInt8(ascii: "^"), UInt8(ascii: "$"), UInt8(ascii: "."), UInt8(ascii: "["), UInt8(ascii: "|"),
            UInt8(ascii: "("), UInt8(ascii: ")"), UInt8(ascii: "?"), UInt8(ascii: "*"), UInt8(ascii: "+"),
            UInt8(ascii: "{"):
            return nil
        case UInt8(ascii: "\\"):
            return readEscape(source, at + 1, into: &output)
        case let lead:
            let length = lead < 0x80 ? 1 : lead < 0xE0 ? 2 : lead < 0xF0 ? 3 : 4
            guard at + length <= source.count else { return nil }
            output.append(contentsOf: source[at..<at + length])
            return at + length
        }
    }

    private static func readEscape(_ source: [UInt8], _ at: Int, into output: inout [UInt8]) -> Int? {
        guard at < source.count else { return nil }
        let byte = source[at]
        switch byte {
        case UInt8(ascii: "x"):
            return readHexadecimal(source, at + 1, into: &output)
        case UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "a")...UInt8(ascii: "z"),
            UInt8(ascii: "A")...UInt8(ascii: "Z"), 0x80...:
            return nil
        default:
            output.append(byte)
            return at + 1
        }
    }

    /// `{…}` with one to six hexadecimal digits, as ``quote(_:)`` writes them.
    private static func readHexadecimal(_ source: [UInt8], _ at: Int, into output: inout [UInt8]) -> Int? {
        guard at < source.count, source[at] == UInt8(ascii: "{") else { return nil }
        guard let close = source[at...].prefix(8).firstIndex(of: UInt8(ascii: "}")) else { return nil }
        let digits = String(decoding: source[at + 1..<close], as: UTF8.self)
        guard digits.utf8.allSatisfy(isHexadecimalDigit), let value = UInt32(digits, radix: 16),
            let scalar = Unicode.Scalar(value), let bytes = UTF8.encode(scalar)
        else { return nil }
        output.append(contentsOf: bytes)
        return close + 1
    }

    private static func isHexadecimalDigit(_ byte: UInt8) -> Bool {
        byte &- UInt8(ascii: "0") < 10 || (byte | 0x20) &- UInt8(ascii: "a") < 6
    }
}
