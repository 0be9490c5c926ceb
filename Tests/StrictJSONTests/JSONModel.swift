import TestSupport

@testable import StrictJSON

/// A JSON value as the tests think of it: members in order, numbers as text.
indirect enum JSONModel: Equatable {
    case scalar(String)
    case string([UInt8])
    case array([JSONModel])
    case object([Member])

    struct Member: Equatable {
        var name: [UInt8]
        var value: JSONModel
    }

    /// The value of a token, read through `next` alone.
    init(_ bytes: [UInt8], _ tokens: [JSONToken], at index: Int = 0) {
        let token = tokens[index]
        var inner = index + 1
        switch token.kind {
        case .string: self = .string(Self.decode(bytes, token))
        case .array:
            var values: [JSONModel] = []
            while inner < Int(token.next) {
                values.append(JSONModel(bytes, tokens, at: inner))
                inner = Int(tokens[inner].next)
            }
            self = .array(values)
        case .object:
            var members: [Member] = []
            while inner < Int(token.next) {
                members.append(
                    Member(name: Self.decode(bytes, tokens[inner]), value: JSONModel(bytes, tokens, at: inner + 1))
                )
                inner = Int(tokens[inner + 1].next)
            }
            self = .object(members)
        default: self = .scalar(String(decoding: bytes[token.range], as: UTF8.self))
        }
    }

    private static func decode(_ bytes: [UInt8], _ token: JSONToken) -> [UInt8] {
        var output: [UInt8] = []
        JSONString.decode(bytes.span, token.range, into: &output)
        return output
    }

    static func random(depth: Int = 0, _ random: inout SeededGenerator) -> JSONModel {
        switch Int.random(in: 0..<(depth > 6 ? 3 : 6), using: &random) {
        case 0:
            let scalars = ["null", "true", "false", "0", "-0", "1.50", "-12e+3", "1E400", "98765432109876543210"]
            return .scalar(scalars.randomElement(using: &random) ?? "0")
        case 1, 2: return .string(text(&random))
        case 3:
            return .array(
                (0..<Int.random(in: 0...4, using: &random)).map { _ in Self.random(depth: depth + 1, &random) }
            )
        default:
            return .object(
                (0..<Int.random(in: 0...4, using: &random)).map { _ in
                    Member(name: text(&random), value: Self.random(depth: depth + 1, &random))
                }
            )
        }
    }

    private static func text(_ random: inout SeededGenerator) -> [UInt8] {
        let pieces = [
            "a", "Privileged", "\"", "\\", "/", "\n", "\0", "\u{1F}", "é", "€", "\u{1F600}", "\u{10FFFF}", "{", "]",
            " ", "12345678",
        ]
        return (0..<Int.random(in: 0...6, using: &random)).flatMap { _ in
            Array((pieces.randomElement(using: &random) ?? "").utf8)
        }
    }

    /// JSON text of it, with white space and escapes at random.
    func written(_ random: inout SeededGenerator) -> String {
        func space() -> String {
            guard Int.random(in: 0..<4, using: &random) == 0 else { return "" }
            return ["", " ", "\n", "\t", "\r\n", "  "].randomElement(using: &random) ?? ""
        }
        func quoted(_ bytes: [UInt8]) -> String {
            var result = "\""
            for scalar in String(decoding: bytes, as: UTF8.self).unicodeScalars {
                let mustEscape = scalar.value < 0x20 || scalar == "\"" || scalar == "\\"
                guard mustEscape || Int.random(in: 0..<6, using: &random) == 0 else {
                    result.unicodeScalars.append(scalar)
                    continue
                }
                let short: [Unicode.Scalar: String] = ["\"": "\\\"", "\\": "\\\\", "/": "\\/", "\n": "\\n"]
                if let escape = short[scalar], Bool.random(using: &random) {
                    result += escape
                    continue
                }
                for unit in String(scalar).utf16 {
                    let digits = String(unit, radix: 16, uppercase: Bool.random(using: &random))
                    result += "\\u" + String(repeating: "0", count: 4 - digits.count) + digits
                }
            }
            return result + "\""
        }
        let body: String
        switch self {
        case .scalar(let text): body = text
        case .string(let bytes): body = quoted(bytes)
        case .array(let values): body = "[" + values.map { $0.written(&random) }.joined(separator: ",") + space() + "]"
        case .object(let members):
            let inner = members.map { space() + quoted($0.name) + space() + ":" + $0.value.written(&random) }
            body = "{" + inner.joined(separator: ",") + space() + "}"
        }
        return space() + body + space()
    }
}
