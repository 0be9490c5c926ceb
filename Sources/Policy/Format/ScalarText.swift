/// A text of a rule file in the form that it is written in, on one line.
///
/// Without quotes where every YAML reader takes it for this text, in single quotes elsewhere; in double quotes only what
/// needs an escape.
enum ScalarText {
    /// - Parameter isFlow: Whether it stands in brackets.
    static func inline(_ node: YAMLNode, _ role: FormatRole, isFlow: Bool) -> String {
        guard let text = node.text, !node.isAbsent else { return "" }
        switch role {
        case .json where node.style == .plain && JSONBody.isOtherThanText(text): return text
        case .word where isPlain(text, isFlow: isFlow): return text
        default: return Self.text(text, isFlow: isFlow)
        }
    }

    static func text(_ text: String, isFlow: Bool) -> String {
        isPlain(text, isFlow: isFlow) && !isOtherThanText(text) ? text : quoted(text)
    }

    static func key(_ text: String) -> String { Self.text(text, isFlow: true) }

    /// Whether the characters show themselves and need no escape, as a line feed does.
    static func isPrintable(_ text: String) -> Bool {
        text.unicodeScalars.allSatisfy { SafeText.isShown($0) }
    }

    private static func quoted(_ text: String) -> String {
        guard !isPrintable(text) else { return "'" + text.replacing("'", with: "''") + "'" }
        var quoted = "\""
        for scalar in text.unicodeScalars {
            switch scalar {
            case "\"", "\\": quoted += "\\\(scalar)"
            case "\n": quoted += "\\n"
            case "\t": quoted += "\\t"
            case _ where SafeText.isShown(scalar): quoted.unicodeScalars.append(scalar)
            default:
                let digits = String(scalar.value, radix: 16, uppercase: true)
                let width = scalar.value > 0xFFFF ? 8 : 4
                quoted += width == 8 ? "\\U" : "\\u"
                quoted += String(repeating: "0", count: width - digits.utf8.count) + digits
            }
        }
        return quoted + "\""
    }

    /// Whether it reads as itself without quotes. Stricter than YAML: what looks like brackets is quoted everywhere.
    private static func isPlain(_ text: String, isFlow: Bool) -> Bool {
        let bytes = Array(text.utf8)
        guard let first = bytes.first, let last = bytes.last, isPrintable(text) else { return false }
        guard !"-?:,[]{}#&*!|>'\"%@` ".utf8.contains(first) || isNumber(text) else { return false }
        guard last != UInt8(ascii: ":"), last != UInt8(ascii: " "), !text.hasPrefix("...") else { return false }
        var before = first
        var isReference = false
        for byte in bytes.dropFirst() {
            switch byte {
            // In a line of its own a `${user}` looks like nothing else.
            case UInt8(ascii: "{") where before == UInt8(ascii: "$") && !isFlow: isReference = true
            case UInt8(ascii: "}") where isReference: isReference = false
            case UInt8(ascii: "["), UInt8(ascii: "]"), UInt8(ascii: "{"), UInt8(ascii: "}"): return false
            // Some readers take a question mark in brackets for a key's.
            case UInt8(ascii: ","), UInt8(ascii: "?"): if isFlow { return false }
            case UInt8(ascii: "#"): if before == UInt8(ascii: " ") { return false }
            case UInt8(ascii: " "): if before == UInt8(ascii: ":") { return false }
            default: break
            }
            before = byte
        }
        return true
    }

    /// Whether a YAML reader of any version makes something else of it than text.
    private static func isOtherThanText(_ text: String) -> Bool {
        guard text.utf8.count <= 64 else { return isNumber(text) }
        let words = ["~", "null", "true", "false", "yes", "no", "on", "off", "y", "n", "=", "<<"]
        let infinities = [".inf", "+.inf", "-.inf", ".nan"]
        let small = text.lowercased()
        return words.contains(small) || infinities.contains(small) || isNumber(text) || isTimestamp(text)
    }

    /// Whole numbers of any base, decimals, and what has colons like a time; more than YAML takes for numbers.
    private static func isNumber(_ text: String) -> Bool {
        var rest = Array(text.utf8)[...]
        if rest.first == UInt8(ascii: "-") || rest.first == UInt8(ascii: "+") { rest = rest.dropFirst() }
        if rest.first == UInt8(ascii: "0"), let base = rest.dropFirst().first, "xXoObB".utf8.contains(base) {
            return rest.dropFirst(2).allSatisfy { isHexadecimal($0) || $0 == UInt8(ascii: "_") }
        }
        guard let first = rest.first, isDigit(first) || first == UInt8(ascii: ".") else { return false }
        return rest.contains(where: isDigit) && rest.allSatisfy { isDigit($0) || "_.:eE+-".utf8.contains($0) }
    }

    private static func isTimestamp(_ text: String) -> Bool {
        let bytes = Array(text.utf8)
        guard bytes.count >= 8, bytes[..<4].allSatisfy(isDigit), bytes[4] == UInt8(ascii: "-") else { return false }
        return bytes.allSatisfy { isDigit($0) || "-:.tTzZ +".utf8.contains($0) }
    }

    private static func isDigit(_ byte: UInt8) -> Bool { byte &- UInt8(ascii: "0") < 10 }

    private static func isHexadecimal(_ byte: UInt8) -> Bool { isDigit(byte) || (byte | 0x20) &- UInt8(ascii: "a") < 6 }
}
