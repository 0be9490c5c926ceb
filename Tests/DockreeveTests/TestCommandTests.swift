import Foundation
import Testing

/// `dockreeve test`: what it says and how it ends.
@Suite struct TestCommandTests {
    private let folder: TemporaryFolder

    init() throws { folder = try TemporaryFolder() }

    private static let rules = """
        version: 1
        groups: { nobody: [] }
        rules:
          - { id: see, effect: allow, match: { method: GET, path: '/(info|version)' } }
          - { id: stop, effect: deny, match: { action: container\\.stop } }
        """

    private static let good = """
          - { name: info is fine, request: GET /info, expect: allow, rules: [see] }
          - { rule: stop, match: [POST /containers/x/stop], no_match: [GET /version] }
        """

    /// Names that want to be more than names.
    private static let hostile = #"""
          - { name: "ok # SKIP <b>&\"'\\ \e[31m\nok 9 - y ]]> \U0001F600", request: GET /info, expect: deny }
          - { rule: see, group: nobody, match: [GET /info] }
          - { name: last, request: POST /containers/x/stop, expect: deny, reason: denied-by-rule }
        """#

    private func write(_ tests: String) throws {
        try folder.write("p/rules.yaml", "\(Self.rules)\ntests:\n\(tests)\n")
    }

    @Test func allPasses() async throws {
        try write(Self.good)
        let result = try await Program.run("test", folder.path("p"))
        #expect(result.status == 0, "\(result)")
        #expect(result.output == "3 passed, 0 failed\n")
        #expect(result.errors.isEmpty)
        let verbose = try await Program.run("test", folder.path("p/rules.yaml"), "-v")
        #expect(verbose.output.hasPrefix("ok    info is fine  \(folder.path("p/rules.yaml")):7\n"), "\(verbose)")
        #expect(verbose.output.contains("ok    stop doesn't match GET /version  "), "\(verbose)")
    }

    @Test func aFailureExplainsItself() async throws {
        try write(Self.hostile)
        let result = try await Program.run("test", folder.path("p"))
        #expect(result.status == 1, "\(result)")
        #expect(result.output.contains("\n      expected `deny`, got `allow`\n"), "\(result)")
        #expect(result.output.contains("\n        allowed\n          reason "), "\(result)")
        #expect(result.output.contains("allow see  \(folder.path("p/rules.yaml")):4"), "\(result)")
        #expect(result.output.hasSuffix("\n1 passed, 1 failed, 1 skipped\n"), "\(result)")
        #expect(!result.output.contains("\u{1b}") && result.output.contains(#"\u{1b}[31m\u{a}ok 9"#), "\(result)")
    }

    @Test func someCanBeChosen() async throws {
        try write(Self.good + "\n" + Self.hostile)
        let result = try await Program.run("test", folder.path("p"), "--run", "^stop (?i:DOESN)", "--verbose")
        #expect(result.status == 0, "\(result)")
        #expect(result.output.hasSuffix("\n1 passed, 0 failed\n"), "\(result)")
        let none = try await Program.run("test", folder.path("p"), "--run", "nothing like it")
        #expect(none.status == 2, "\(none)")
        let broken = try await Program.run("test", folder.path("p"), "--run", "(")
        #expect(broken.status == 2 && broken.errors.contains("`(` is no pattern"), "\(broken)")
    }

    @Test func testsCanStandElsewhere() async throws {
        try folder.write("p/rules.yaml", Self.rules)
        try folder.write("t/one.yaml", "version: 1\ntests:\n\(Self.good)\n")
        let result = try await Program.run("test", folder.path("p"), "--tests", folder.path("t"))
        #expect(result.status == 0 && result.output == "3 passed, 0 failed\n", "\(result)")
        let none = try await Program.run("test", folder.path("p"))
        #expect(none.status == 2 && none.errors.contains("there are no tests"), "\(none)")
        try folder.write("t/two.yaml", "version: 1\ndefault: allow\n")
        let rules = try await Program.run("test", folder.path("p"), "--tests", folder.path("t"))
        #expect(rules.status == 2 && rules.errors.contains("holds nothing but `tests`"), "\(rules)")
    }

    @Test func coverageNamesWhatNobodyTested() async throws {
        try write("  - { rule: stop, match: [POST /containers/x/stop] }")
        let result = try await Program.run("test", folder.path("p"), "--coverage")
        #expect(result.status == 0, "\(result)")
        let file = folder.path("p/rules.yaml")
        #expect(
            result.output == """
                \(file):4: no test matches `see`
                \(file):4: `method: GET` of `see` never holds
                \(file):4: `path: '/(info|version)'` of `see` never holds
                \(file):5: `action: container\\.stop` of `stop` never fails

                1 passed, 0 failed
                coverage: 1 of 2 rules, 0 of 3 conditions in both ways, 50 %

                """
        )
        let low = try await Program.run("test", folder.path("p"), "--threshold", "50.1")
        #expect(low.status == 1, "\(low)")
        #expect(low.output.hasSuffix("too little is tested: 50 % covered, 50.1 % asked for\n"), "\(low)")
        #expect(try await Program.run("test", folder.path("p"), "--threshold", "50").status == 0)
        #expect(try await Program.run("test", folder.path("p"), "--threshold", "101").status == 2)
    }

    @Test func whatIsNoPolicyIsTrouble() async throws {
        try folder.write("p/rules.yaml", RuleTexts.broken)
        let result = try await Program.run("test", folder.path("p"))
        #expect(result.status == 2 && result.errors.contains("methud") && result.output.isEmpty, "\(result)")
        #expect(try await Program.run("test", folder.path("missing")).status == 2)
    }

    /// Version 14 of the protocol: version line, plan, points with ascending numbers, YAML blocks, comments.
    @Test func tapIsTAP() async throws {
        try write(Self.good + "\n" + Self.hostile)
        try folder.write("p/untested.yaml", "version: 1\nrules: [{ id: u, effect: deny, match: { user: u } }]\n")
        let result = try await Program.run("test", folder.path("p"), "--format", "tap", "--threshold", "100")
        #expect(result.status == 1, "\(result)")
        var lines = result.output.split(separator: "\n", omittingEmptySubsequences: false).map(String.init)
        #expect(lines.removeLast() == "")
        #expect(lines.removeFirst() == "TAP version 14")
        #expect(lines.removeFirst() == "1..7")
        let point = try Regex(##"(not )?ok (\d+) - (?:[^#\\]|\\#|\\\\)+( # SKIP [^#]+)?"##)
        let entry = try Regex(#"  (message|at|explanation): "(?:[^"\\]|\\.)*""#)
        var numbers: [Int] = []
        var failed: [Int] = []
        var skipped: [Int] = []
        var isInBlock = false
        for line in lines {
            if isInBlock {
                if line == "  ..." { isInBlock = false } else { #expect(line.wholeMatch(of: entry) != nil, "\(line)") }
            } else if line == "  ---" {
                isInBlock = true
            } else if let match = line.wholeMatch(of: point) {
                let number = try #require(match.output[2].substring.flatMap { Int($0) })
                numbers.append(number)
                if match.output[1].substring != nil { failed.append(number) }
                if match.output[3].substring != nil { skipped.append(number) }
            } else {
                #expect(line.hasPrefix("# "), "\(line)")
            }
        }
        #expect(numbers == Array(1...7))
        #expect(failed == [4, 7])
        #expect(skipped == [5])
        #expect(!isInBlock)
    }

    /// A parser takes it, and finds the names as they are shown.
    @Test func junitIsXML() async throws {
        try write(Self.good + "\n" + Self.hostile)
        try folder.write("p/untested.yaml", "version: 1\nrules: [{ id: u, effect: deny, match: { user: u } }]\n")
        let result = try await Program.run("test", folder.path("p"), "--format", "junit", "--threshold", "100")
        #expect(result.status == 1, "\(result)")
        let elements = try XMLElements(result.output)
        #expect(elements.named("testsuites").map { $0["tests"] } == ["7"])
        #expect(elements.named("testsuites").map { $0["failures"] } == ["2"])
        #expect(elements.named("testsuites").map { $0["skipped"] } == ["1"])
        #expect(elements.named("testsuite").map { $0["name"] } == [folder.path("p/rules.yaml"), "coverage"])
        let cases = elements.named("testcase")
        try #require(cases.count == 7)
        #expect(cases[3]["name"] == #"ok # SKIP <b>&"'\ \u{1b}[31m\u{a}ok 9 - y ]]> 😀"#)
        #expect(cases[3]["line"] == "9")
        #expect(elements.named("failure").first?["message"] == "expected `deny`, got `allow`")
        #expect(elements.named("failure").count == 2 && elements.named("skipped").count == 1)
    }
}
