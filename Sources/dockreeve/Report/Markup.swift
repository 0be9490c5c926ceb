import Policy

/// HTML text. What is put into it by interpolation can't be anything but text: only what the program itself has written
/// down is markup.
struct Markup: ExpressibleByStringInterpolation {
    private(set) var text: String

    init(stringLiteral value: String) { text = value }
    init(stringInterpolation: StringInterpolation) { text = stringInterpolation.text }

    static func += (left: inout Markup, right: Markup) { left.text += right.text }
    static func + (left: Markup, right: Markup) -> Markup {
        var sum = left
        sum += right
        return sum
    }

    struct StringInterpolation: StringInterpolationProtocol {
        fileprivate var text = ""

        init(literalCapacity: Int, interpolationCount: Int) { text.reserveCapacity(literalCapacity * 2) }

        mutating func appendLiteral(_ literal: String) { text += literal }
        mutating func appendInterpolation(_ markup: Markup) { text += markup.text }
        mutating func appendInterpolation(_ number: Int) { text += String(number) }

        /// A coordinate, to hundredths.
        mutating func appendInterpolation(_ number: Double) {
            let hundredths = Int((min(max(number, -1e9), 1e9) * 100).rounded())
            let (whole, part) = (abs(hundredths) / 100, abs(hundredths) % 100)
            text += "\(hundredths < 0 ? "-" : "")\(whole)"
            if part > 0 { text += part % 10 == 0 ? ".\(part / 10)" : part < 10 ? ".0\(part)" : ".\(part)" }
        }

        /// Any text, from outside too: in an element, or in an attribute between quotes.
        ///
        /// - Parameter maximum: Characters that are kept.
        mutating func appendInterpolation(_ value: String, maximum: Int = 300) {
            for scalar in SafeText.inline(value, maximum: maximum).unicodeScalars {
                switch scalar {
                case "&": text += "&amp;"
                case "<": text += "&lt;"
                case ">": text += "&gt;"
                case "\"": text += "&quot;"
                case "'": text += "&#39;"
                case "`": text += "&#96;"
                default: text.unicodeScalars.append(scalar)
                }
            }
        }
    }
}

extension Sequence<Markup> {
    var joined: Markup {
        var all: Markup = ""
        for part in self { all += part }
        return all
    }
}
