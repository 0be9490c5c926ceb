import Foundation
import Testing

@testable import Policy

/// What people should never have written, or never had on disk: a clear finding, at its place, in bounded time.
struct CheckBadInputTests {
    private func check(_ text: String) -> [Diagnostic] {
        Policy.check([RuleFile(name: "test.yaml", text: text)]).diagnostics
    }

    @Test func aYAMLBombIsRefusedAtItsFirstAnchor() throws {
        var text = "version: 1\na: &a [x, x, x, x, x, x, x, x, x]\n"
        for level in 1..<30 { text += "a\(level): &a\(level) [*a, *a, *a, *a, *a, *a, *a, *a, *a]\n" }
        let found = check(text)
        #expect(found.map(\.kind) == [.yamlSyntax])
        let first = try #require(found.first)
        #expect(first.line == 2 && first.column == 4, "\(first)")
        #expect(first.message.contains("anchor") || first.message.contains("`&`"), "\(first)")
    }

    @Test func nestingBeyondReasonIsRefused() {
        let deep = String(repeating: "[", count: 100_000)
        let found = check("version: 1\nrules: \(deep)")
        #expect(found.count == 1 && found[0].severity == .error, "\(found)")
        var match = "{ path: /info }"
        for _ in 0..<40 { match = "{ not: \(match) }" }
        #expect(check(rule(match)).map(\.kind) == [.tooDeep])
    }

    @Test func aPatternOfAMegabyteIsNamedAndNotShown() throws {
        let long = String(repeating: "a", count: 1 << 20)
        let found = check(rule("{ target: '\(long)' }"))
        #expect(found.map(\.kind) == [.badPattern])
        let first = try #require(found.first)
        #expect(first.message.contains("1048576 bytes long; 65536 is the limit"), "\(first.message.prefix(300))")
        #expect(first.description.utf8.count < 1000)
    }

    /// As long as a pattern can be, and as nested: the sketch of it follows no further than it has to.
    @Test func thePatternThatIsJustNotTooLongIsChecked() {
        for unit in ["a.b", "(a", "[a]", "a{", "(?:", ".*", "\\Q"] {
            let pattern = String(repeating: unit, count: 60_000 / unit.count)
            let sketch = RegexSketch(pattern)
            #expect(!sketch.branches.isEmpty)
            _ = check(rule("{ target: '\(pattern)', uses.image: { not: '\(pattern)' } }", effect: "deny"))
        }
    }

    @Test func tenThousandRulesAreChecked() throws {
        var text = "version: 1\nrules:\n"
        for number in 0..<10_000 {
            let match =
                number % 2 == 0
                ? "path: '/containers/[a-f]+\(number)/(json|top)'" : "action: container.inspect, target: web-\(number)"
            text += "  - { id: r\(number), effect: allow, match: { \(match) } }\n"
        }
        text += "  - { id: last, effect: allow, match: { action: container.inspect, target: web-9999 } }\n"
        let result = Policy.check([RuleFile(name: "test.yaml", text: text)])
        #expect(result.policy?.rules.count == 10_001)
        #expect(result.diagnostics.map(\.kind) == [.coveredRule], "\(result.diagnostics)")
        #expect(result.diagnostics.first?.message.contains("`r9999`") == true)
    }

    @Test func whatHasVanishedOrCantBeReadIsTrouble() throws {
        let folder = try TemporaryFolder()
        try folder.write("a.yaml", rule("{ path: /info }"))
        try FileManager.default.createSymbolicLink(
            atPath: folder.path + "/b.yaml",
            withDestinationPath: folder.path + "/gone.yaml"
        )
        try FileManager.default.createDirectory(atPath: folder.path + "/c.yaml", withIntermediateDirectories: true)
        let result = Policy.check(paths: [folder.path])
        #expect(result.isUnreadable && result.policy == nil)
        let found = result.diagnostics.filter { $0.severity == .error }
        #expect(found.map(\.kind) == [.unreadable, .notARegularFile], "\(found)")
        #expect(found.first?.message == "can't read `\(folder.path)/b.yaml`: no such file or directory")
    }

    @Test func findingsAreBoundedAndErrorsComeFirst() {
        var text = "version: 1\nrules:\n"
        for number in 0..<1000 {
            text +=
                "  - { id: r\(number), effect: allow, match: { header.X: a, path: /x\(number), target: '${user}' } }\n"
        }
        let found = check(text)
        #expect(found.count == DiagnosticSink.limit)
        #expect(check(text + "  - { id: r0, effect: allow, match: { path: /info } }\n").map(\.kind) == [.duplicateID])
    }

    @Test func nobodyAuthenticates() {
        let text = """
            version: 1
            groups: { devs: [alice], local: [''], both: [bob, ''], ous: ['cert.ou=X'] }
            rules:
              - { id: r1, effect: allow, match: { user: alice, action: system.info } }
              - { id: r2, effect: allow, match: { group: devs, action: system.version } }
              - { id: r3, effect: allow, match: { group: local, action: image.list } }
              - { id: r4, effect: allow, match: { group: both, action: volume.list } }
              - { id: r5, effect: deny, match: { cert.ou: X, action: exec.create } }
              - { id: r6, effect: deny, match: { group: ous, action: exec.start } }
              - { id: r7, effect: allow, match: { user: '', action: network.list } }
              - { id: r8, effect: deny, match: { user: { not: alice }, action: network.create } }
              - { id: r9, effect: allow, match: { auth: TLS, action: network.inspect } }

            """
        let file = RuleFile(name: "test.yaml", text: text)
        for authenticates in [nil, true] as [Bool?] {
            #expect(
                Policy.check([file], options: CheckOptions(dockerdAuthenticates: authenticates)).diagnostics.isEmpty
            )
        }
        let found = Policy.check([file], options: CheckOptions(dockerdAuthenticates: false)).diagnostics
        #expect(found.map(\.id) == Array(repeating: "nobody-authenticates", count: found.count))
        #expect(found.map { $0.line - 3 } == [1, 2, 5, 6, 9], "\(found)")
    }
}
