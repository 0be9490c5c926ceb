import TestSupport

/// A JSON value that can be written in many ways which Go's decoder takes for one.
indirect enum JSONSpelling {
    case null
    case bool(Bool)
    case number(String)
    case string(String)
    case list([JSONSpelling])
    /// Members of a Go struct: their names have no case.
    case object([(String, JSONSpelling)])
    /// A map: its names are the client's own.
    case map([(String, JSONSpelling)])

    /// The value in some spelling: other escapes, white space, order of members, case of names.
    func text(_ random: inout SeededGenerator) -> String {
        let space = Self.space(&random)
        switch self {
        case .null: return space + "null"
        case .bool(let value): return space + (value ? "true" : "false")
        case .number(let digits): return space + digits
        case .string(let text): return space + Self.quoted(text, &random)
        case .list(let elements):
            return space + "[" + elements.map { $0.text(&random) }.joined(separator: ",") + Self.space(&random) + "]"
        case .object(let members):
            var texts = members.map { Self.quoted(Self.folded($0.0, &random), &random) + ":" + $0.1.text(&random) }
            // What the engine leaves as it was.
            if random.next() % 4 == 0 { texts.append("\"\(Self.absent(members))\":null") }
            return space + "{" + texts.shuffled(using: &random).joined(separator: ",") + Self.space(&random) + "}"
        case .map(let members):
            let texts = members.map { Self.quoted($0.0, &random) + ":" + $0.1.text(&random) }
            return space + "{" + texts.shuffled(using: &random).joined(separator: ",") + "}"
        }
    }

    private static func absent(_ members: [(String, JSONSpelling)]) -> String {
        let names = ["Domainname", "Isolation", "Consistency", "NoCopy", "x-unknown"]
        return names.first { name in !members.contains { $0.0 == name } } ?? "y"
    }

    private static func space(_ random: inout SeededGenerator) -> String {
        ["", "", " ", "\n", "\t\r\n  "][Int(random.next() % 5)]
    }

    private static func folded(_ name: String, _ random: inout SeededGenerator) -> String {
        var text = ""
        for scalar in name.unicodeScalars {
            let letter = Character(scalar)
            switch random.next() % 6 {
            case 0: text += letter.uppercased()
            case 1: text += letter.lowercased()
            case 2 where letter == "s" || letter == "S": text += "ſ"
            case 2 where letter == "k" || letter == "K": text += "\u{212A}"
            default: text.append(letter)
            }
        }
        return text
    }

    static func quoted(_ text: String, _ random: inout SeededGenerator) -> String {
        var result = "\""
        for scalar in text.unicodeScalars {
            let mustEscape = scalar.value < 0x20 || scalar == "\"" || scalar == "\\"
            switch random.next() % 5 {
            case 0: result += escape(scalar, isUpper: random.next() % 2 == 0)
            case 1 where scalar == "/": result += "\\/"
            case _ where mustEscape: result += escape(scalar, isUpper: false)
            default: result.unicodeScalars.append(scalar)
            }
        }
        return result + "\""
    }

    private static func escape(_ scalar: Unicode.Scalar, isUpper: Bool) -> String {
        String(scalar).utf16.map { unit in
            let hex = String(unit, radix: 16, uppercase: isUpper)
            return "\\u" + String(repeating: "0", count: 4 - hex.count) + hex
        }.joined()
    }
}
