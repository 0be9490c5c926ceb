/// Text from outside, made fit to be shown to a person.
enum Shown {
    private static let longest = 80

    /// The text in back-ticks: control characters and what could act on a terminal escaped, cut when long.
    static func text(_ text: String) -> String {
        var result = "`"
        var count = 0
        for scalar in text.unicodeScalars {
            guard count < longest else {
                result += "…"
                break
            }
            count += 1
            if scalar.value < 0x20 || (0x7F...0x9F).contains(scalar.value) || isDirection(scalar) {
                result += "\\u{\(String(scalar.value, radix: 16))}"
            } else {
                result.unicodeScalars.append(scalar)
            }
        }
        return result + "`"
    }

    /// Characters that change the direction or the place of text around them.
    private static func isDirection(_ scalar: Unicode.Scalar) -> Bool {
        switch scalar.value {
        case 0x200E, 0x200F, 0x2028...0x202E, 0x2066...0x2069: true
        default: false
        }
    }
}
