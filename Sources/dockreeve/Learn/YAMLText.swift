import Policy

/// Text of any origin as YAML: a scalar that reads back as the same text, or a comment that ends with its line.
enum YAMLText {
    /// In single quotes where nothing in it needs an escape, else in double quotes (YAML 1.1, 7.4 and 5.7).
    static func scalar(_ text: String) -> String {
        if text.unicodeScalars.allSatisfy({ (0x20..<0x7F).contains($0.value) }) {
            return "'" + text.replacing("'", with: "''") + "'"
        }
        var quoted = "\""
        for scalar in text.unicodeScalars {
            switch scalar {
            case "\"", "\\": quoted += "\\\(scalar)"
            case " "..."~": quoted.unicodeScalars.append(scalar)
            default:
                let digits = String(scalar.value, radix: 16)
                let width = scalar.value > 0xFFFF ? 8 : 4
                quoted += width == 8 ? "\\U" : "\\u"
                quoted += String(repeating: "0", count: width - digits.count) + digits
            }
        }
        return quoted + "\""
    }

    /// One line of a comment. Control characters, line breaks and what turns the direction of text are shown escaped.
    static func comment(_ text: String, indent: Int = 0) -> String {
        "\(String(repeating: " ", count: indent))# \(SafeText.inline(text, maximum: 400))\n"
    }
}
