import Testing

@testable import Policy

/// Values written in every style and read back; and texts broken in every place, which must never be more than a fault.
@Suite struct YAMLPropertyTests {
    private indirect enum Model: Equatable {
        case text(String)
        case list([Model])
        case map([(String, Model)])

        static func == (left: Model, right: Model) -> Bool {
            switch (left, right) {
            case (.text(let a), .text(let b)): a == b
            case (.list(let a), .list(let b)): a == b
            case (.map(let a), .map(let b)):
                a.map(\.0) == b.map(\.0) && a.map(\.1) == b.map(\.1)
            default: false
            }
        }

        init(_ node: YAMLNode) {
            switch node.content {
            case .scalar(let text, _): self = .text(text)
            case .sequence(let items): self = .list(items.map(Model.init))
            case .mapping(let pairs): self = .map(pairs.map { ($0.key.text ?? "?", Model($0.value)) })
            }
        }
    }

    private static let words = [
        "a", "é", "true", "null", "/etc/.*", "a b", "- x", "# no", "k: v", "it's", "\"q\"", "\n", "x\n\ny", " lead",
        "trail ", "",
        "{a}", "[b]", "*x", "&x", "!t", "%d", "@", "`", "\u{1F600}", "\t", "<<", "a\\b", "\u{202E}", "?", ":", "~", "=",
        "|", ">",
    ]

    private static func value(_ depth: Int, _ random: inout YAMLTestGenerator) -> Model {
        switch depth > 4 ? 0 : Int.random(in: 0..<5, using: &random) {
        case 3:
            return .list((0..<Int.random(in: 0...4, using: &random)).map { _ in value(depth + 1, &random) })
        case 4:
            return .map(
                (0..<Int.random(in: 0...4, using: &random)).map { index in
                    ((words.randomElement(using: &random) ?? "") + "\(index)", value(depth + 1, &random))
                }
            )
        default: return .text(words.randomElement(using: &random) ?? "")
        }
    }

    private static func quoted(_ text: String, _ random: inout YAMLTestGenerator) -> String {
        let plainIsFine = !text.isEmpty && text.utf8.allSatisfy { $0 >= 0x61 && $0 <= 0x7A }
        if plainIsFine, Bool.random(using: &random) { return text }
        if !text.contains(where: { $0 == "\n" || $0 == "\u{202E}" }), Bool.random(using: &random) {
            return "'" + text.replacing("'", with: "''") + "'"
        }
        var result = "\""
        for scalar in text.unicodeScalars {
            switch scalar {
            case "\"", "\\": result += "\\\(scalar)"
            case "\n": result += "\\n"
            case "\t": result += "\\t"
            case "\u{202E}": result += "\\u202E"
            default: result.unicodeScalars.append(scalar)
            }
        }
        return result + "\""
    }

    private static func write(_ model: Model, indent: Int, flow: Bool, _ random: inout YAMLTestGenerator) -> String {
        let pad = String(repeating: " ", count: indent)
        switch model {
        case .text(let text): return quoted(text, &random) + (flow ? "" : "\n")
        case .list(let items):
            if flow || items.isEmpty || Int.random(in: 0..<4, using: &random) == 0 {
                let inner = items.map { write($0, indent: 0, flow: true, &random) }.joined(separator: ", ")
                return "[" + inner + "]" + (flow ? "" : "\n")
            }
            return "\n" + items.map { pad + "- " + write($0, indent: indent + 2, flow: false, &random) }.joined()
        case .map(let pairs):
            if flow || pairs.isEmpty || Int.random(in: 0..<4, using: &random) == 0 {
                let inner = pairs.map { quoted($0.0, &random) + ": " + write($0.1, indent: 0, flow: true, &random) }
                return "{" + inner.joined(separator: ", ") + "}" + (flow ? "" : "\n")
            }
            return "\n"
                + pairs.map {
                    pad + quoted($0.0, &random) + ": " + write($0.1, indent: indent + 2, flow: false, &random)
                }.joined()
        }
    }

    @Test func whatIsWrittenIsRead() throws {
        var random = YAMLTestGenerator(seed: 5)
        for _ in 0..<600 {
            let model = Model.list([Self.value(0, &random)])
            let text = Self.write(model, indent: 0, flow: false, &random)
            let node = try #require(try YAMLReader.read(Array(text.utf8)).get(), "\(text)")
            #expect(Model(node) == model, "\(text)")
        }
    }

    @Test func brokenTextsAreFaultsAtMost() throws {
        var random = YAMLTestGenerator(seed: 6)
        var refused = 0
        let bytesOfInterest: [UInt8] =
            Array("[]{}:,-?&*!|>'\"%@`#\n\r\t \\~0a".utf8) + [0x00, 0x80, 0xC3, 0xE2, 0xF0, 0xFF]
        for _ in 0..<300 {
            let model = Model.map([("rules", Self.value(0, &random)), ("groups", Self.value(0, &random))])
            var bytes = Array(Self.write(model, indent: 0, flow: false, &random).utf8)
            for _ in 0..<12 {
                let at = Int.random(in: 0...bytes.count, using: &random)
                let byte = bytesOfInterest.randomElement(using: &random) ?? 0
                switch Int.random(in: 0..<3, using: &random) {
                case 0: bytes.insert(byte, at: at)
                case 1 where at < bytes.count: bytes[at] = byte
                default: if at < bytes.count { bytes.remove(at: at) }
                }
                guard case .failure(let fault) = YAMLReader.read(bytes) else { continue }
                refused += 1
                #expect(fault.mark.offset >= 0 && fault.mark.offset <= bytes.count)
                #expect(fault.mark.line >= 1 && fault.mark.column >= 1)
                // The line that is named is the one where the offset is.
                #expect(bytes[..<fault.mark.offset].count { $0 == 0x0A } + 1 == fault.mark.line)
                #expect(!fault.message.isEmpty)
            }
        }
        #expect(refused > 500)
    }
}

/// SplitMix64: the same numbers on every run.
private struct YAMLTestGenerator: RandomNumberGenerator {
    private var state: UInt64

    init(seed: UInt64) { state = seed }

    mutating func next() -> UInt64 {
        state &+= 0x9E37_79B9_7F4A_7C15
        var value = state
        value = (value ^ (value >> 30)) &* 0xBF58_476D_1CE4_E5B9
        value = (value ^ (value >> 27)) &* 0x94D0_49BB_1331_11EB
        return value ^ (value >> 31)
    }
}
