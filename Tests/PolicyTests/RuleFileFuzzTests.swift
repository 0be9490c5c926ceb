import Foundation
import TestSupport
import Testing

@testable import Policy

/// Rule files broken in every way: always a policy or what is wrong with its place, never a crash.
struct RuleFileFuzzTests {
    private static let sample = """
        # sample
        version: 1
        default: deny
        groups:
          dev: [alice, '', 'cert.ou=X']
        lists:
          regs: ['r\\.example\\.com/.*', 'l:5000/.*']
        rules:
          - id: a.b
            effect: allow
            mode: monitor
            message: "Only ${user} \\u00e9"
            match:
              group: dev
              path: ['/containers/${user}(/.*)?', "/info"]
              body.HostConfig.Binds[*]: { not: { list: regs }, exists: true }
              uses.memory: { min: 64MiB, max: 4.5g }
              any: [ { method: GET }, { not: { query.t: '(a|b)+' } } ]
        tests:
          - name: x
            user: alice
            headers: { A: b }
            request: { method: POST, uri: /v1.43/containers/create, body: { A: [1, null, {b: 'c'}] } }
            expect: deny
            rules: [a.b]
            reason: no-rule-matched

        """

    private static let pieces: [String] = [
        "\n", "  ", "- ", ": ", "[", "]", "{", "}", "'", "\"", "#", "&a ", "*a", "!!x ", "|", ">", "%", "\t", "\0",
        "\u{FEFF}", "é",
        "\u{202E}", "${user}", "${", "(?", "\\", "(*", "[[:", "version: 1\n", "not: ", "any: ", "list: ", "min: ",
        "1e999", "-",
        "---\n", "...", "<<: ", "? ", "~", "${cert.ou}", "\\Q", "path", "exists", "null", "\u{1F600}", "\r", "\u{85}",
        "\\E",
    ]

    private static func isFine(_ result: CompileResult, _ file: RuleFile) -> Bool {
        let errors = result.diagnostics.filter { $0.severity == .error }
        guard (result.policy == nil) == !errors.isEmpty else { return false }
        let lines = file.text.split(separator: 0x0A, omittingEmptySubsequences: false).count
        return result.diagnostics.allSatisfy { found in
            let isPlaced = found.line >= 1 && found.line <= lines && found.column >= 1
            return (isPlaced || found.kind == .noRules) && found.file == file.name && !found.description.isEmpty
        }
    }

    private static func check(_ bytes: [UInt8], _ what: String) -> CompileResult {
        let file = RuleFile(name: "fuzz.yaml", text: bytes)
        let result = Policy.compile([file])
        #expect(isFine(result, file), "\(what): \(result.diagnostics)\n\(String(decoding: bytes, as: UTF8.self))")
        return result
    }

    @Test func theSampleIsFine() {
        #expect(Self.check(Array(Self.sample.utf8), "sample").policy != nil)
    }

    @Test func cutAnywhere() {
        let bytes = Array(Self.sample.utf8)
        for end in 0...bytes.count {
            let result = Self.check(Array(bytes[..<end]), "cut at \(end)")
            if end < bytes.count, end > 0 { _ = result }
        }
    }

    @Test func mutated() {
        var random = SeededGenerator(seed: 21)
        let sample = Array(Self.sample.utf8)
        var policies = 0
        for round in 0..<3000 {
            var bytes = sample
            for _ in 0...(random.next() % 4) {
                let at = Int(random.next() % UInt64(bytes.count + 1))
                switch random.next() % 6 {
                case 0 where at < bytes.count: bytes[at] = UInt8(truncatingIfNeeded: random.next())
                case 1 where at < bytes.count: bytes.remove(at: at)
                case 2:
                    let end = min(bytes.count, at + Int(random.next() % 40))
                    bytes.removeSubrange(at..<end)
                case 3:
                    let end = min(bytes.count, at + Int(random.next() % 60))
                    bytes.insert(contentsOf: bytes[at..<end], at: Int(random.next() % UInt64(bytes.count + 1)))
                default:
                    let piece = Self.pieces[Int(random.next() % UInt64(Self.pieces.count))]
                    bytes.insert(contentsOf: Array(piece.utf8), at: at)
                }
            }
            if Self.check(bytes, "round \(round)").policy != nil { policies += 1 }
        }
        // Comments and names may change as they like.
        #expect(policies > 0 && policies < 3000)
    }

    @Test func noise() {
        var random = SeededGenerator(seed: 22)
        for round in 0..<500 {
            let count = Int(random.next() % 200)
            let bytes = (0..<count).map { _ in UInt8(truncatingIfNeeded: random.next()) }
            #expect(Self.check(bytes, "noise \(round)").policy == nil)
            let text = (0..<Int(random.next() % 30)).map { _ in
                Self.pieces[Int(random.next() % UInt64(Self.pieces.count))]
            }
            _ = Self.check(Array(text.joined().utf8), "pieces \(round)")
        }
    }

    /// Values of every kind where another is expected.
    @Test func swappedValues() {
        let values = [
            "", "x", "[]", "[x]", "{}", "{a: b}", "[[x]]", "{list: regs}", "'${user}'", "1", "~", "[{not: x}]",
        ]
        let places = ["version", "default", "groups", "lists", "rules", "tests", "mode"]
        for place in places {
            for value in values { _ = Self.check(Array("version: 1\n\(place): \(value)\n".utf8), "\(place) \(value)") }
        }
        for place in ["id", "effect", "message", "mode", "match"] {
            for value in values {
                let text = "version: 1\nrules:\n- \(place): \(value)\n  extra: 1\n"
                #expect(Self.check(Array(text.utf8), text).policy == nil)
            }
        }
        for place in ["path", "body.A", "group", "any", "not", "phase", "uses.memory", "status"] {
            for value in values { _ = Self.check(Array(rule("{ \(place): \(value) }").utf8), "\(place) \(value)") }
            for operation in ["not", "all", "none", "exists", "min", "max", "list"] {
                for value in values {
                    _ = Self.check(
                        Array(rule("{ \(place): { \(operation): \(value) } }").utf8),
                        "\(place) \(operation) \(value)"
                    )
                }
            }
        }
    }
}
