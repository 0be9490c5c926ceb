import DockerAPI
import Policy

/// How reports show what was asked, and by whom: one line, harmless for a terminal.
enum CallText {
    static func user(_ name: String) -> String {
        name.isEmpty ? "(local socket)" : SafeText.inline(name, maximum: 60)
    }

    /// Any other value.
    static func short(_ text: String) -> String { SafeText.inline(text, maximum: 60) }

    /// `POST /containers/create?name=web`
    static func request(_ method: String, _ uri: String) -> String {
        "\(SafeText.inline(method, maximum: 16)) \(SafeText.inline(uri, maximum: 100))"
    }

    static func count(_ number: Int, _ noun: String) -> String {
        "\(grouped(number)) \(noun)\(number == 1 ? "" : "s")"
    }

    /// With commas, `12,345`.
    static func grouped(_ number: Int) -> String {
        let digits = Array(String(number))
        var text = ""
        for (index, digit) in digits.enumerated() {
            if index > 0, (digits.count - index) % 3 == 0, digits[index - 1] != "-" { text.append(",") }
            text.append(digit)
        }
        return text
    }
}
