import StrictJSON

/// Characters that don't belong in a file that decides about access.
///
/// Beside what YAML itself refuses (1.2, section 5.1): the line breaks that only YAML sees, which would end a comment
/// where an editor shows it going on, and the characters that turn the direction of text, which show a rule to a
/// reviewer in another order than it has (CVE-2021-42574). All of them can be written as an escape in double quotes.
enum YAMLCharacter {
    struct Problem {
        var message: String
        var help: String?

        func fault(at mark: YAMLMark) -> YAMLFault { YAMLFault(message, help: help, at: mark) }
    }

    /// - Parameter length: Of the UTF-8 sequence that starts there, 0 when it is none.
    static func problem(in bytes: Span<UInt8>, at: Int, length: Int) -> Problem? {
        guard length > 0 else { return invalid(bytes, at) }
        switch scalar(bytes, at, length) {
        case 0x09: return nil
        case 0x0D:
            if at + 1 < bytes.count, bytes[at + 1] == 0x0A { return nil }
            return Problem(message: "a carriage return stands alone", help: "end lines with a line feed")
        case 0x00: return Problem(message: "a NUL byte stands in the text", help: "is it a text file?")
        case 0xFEFF where at == 0:
            return Problem(message: "the file starts with a byte order mark", help: "save it as UTF-8 without one")
        case let value where (0x85...0x85).contains(value) || (0x2028...0x2029).contains(value):
            return Problem(
                message: "\(name(value)) breaks the line for YAML, but not in an editor",
                help: "remove it, or write it as \(escape(value)) in double quotes"
            )
        case let value where isBidirectional(value):
            return Problem(
                message: "\(name(value)) changes the direction of text: what is read here is not what is seen",
                help: "remove it, or write it as \(escape(value)) in double quotes"
            )
        case let value where value < 0x20 || (0x7F...0x9F).contains(value) || value == 0xFEFF:
            return Problem(
                message: "the invisible character \(name(value)) stands in the text",
                help: "remove it, or write it as \(escape(value)) in double quotes"
            )
        case 0xFFFE, 0xFFFF: return Problem(message: "the text holds a code point that is no character")
        default: return nil
        }
    }

    private static func invalid(_ bytes: Span<UInt8>, _ at: Int) -> Problem {
        let first = bytes.count > 1 ? UInt16(bytes[0]) << 8 | UInt16(bytes[1]) : 0
        if at == 0, first == 0xFFFE || first == 0xFEFF {
            return Problem(message: "the file is UTF-16", help: "save it as UTF-8")
        }
        return Problem(
            message: "the byte 0x\(hexadecimal(UInt32(bytes[at]), width: 2)) is not UTF-8",
            help: "save the file as UTF-8"
        )
    }

    /// The controls of Unicode's bidirectional algorithm (UAX #9, section 2).
    private static func isBidirectional(_ value: UInt32) -> Bool {
        switch value {
        case 0x061C, 0x200E...0x200F, 0x202A...0x202E, 0x2066...0x2069: true
        default: false
        }
    }

    private static func scalar(_ bytes: Span<UInt8>, _ at: Int, _ length: Int) -> UInt32 {
        var value = UInt32(bytes[at])
        if length > 1 { value &= 0x7F >> UInt32(length) }
        for index in 1..<max(length, 1) { value = value << 6 | UInt32(bytes[at + index] & 0x3F) }
        return value
    }

    private static func name(_ value: UInt32) -> String { "U+\(hexadecimal(value, width: 4))" }

    private static func escape(_ value: UInt32) -> String { "`\\u\(hexadecimal(value, width: 4))`" }

    private static func hexadecimal(_ value: UInt32, width: Int) -> String {
        let digits = String(value, radix: 16, uppercase: true)
        return String(repeating: "0", count: max(width - digits.utf8.count, 0)) + digits
    }
}
