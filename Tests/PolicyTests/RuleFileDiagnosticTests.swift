import Testing

@testable import Policy

/// Mistakes in rule files: each is found, at its place, with a way out.
struct RuleFileDiagnosticTests {
    /// Kind, line, column, a part of the message, the help.
    private typealias Expected = (DiagnosticKind, Int, Int, String, String?)

    private func expect(_ text: String, _ expected: Expected..., sourceLocation: SourceLocation = #_sourceLocation) {
        let found = diagnostics(text)
        #expect(found.map(\.kind) == expected.map(\.0), "\(found)", sourceLocation: sourceLocation)
        for (diagnostic, wanted) in zip(found, expected) {
            #expect(diagnostic.line == wanted.1, "\(diagnostic)", sourceLocation: sourceLocation)
            #expect(diagnostic.column == wanted.2, "\(diagnostic)", sourceLocation: sourceLocation)
            #expect(
                wanted.3.isEmpty || diagnostic.message.contains(wanted.3),
                "\(diagnostic)",
                sourceLocation: sourceLocation
            )
            if let help = wanted.4 {
                #expect(diagnostic.help?.contains(help) == true, "\(diagnostic)", sourceLocation: sourceLocation)
            }
        }
    }

    private func rules(_ text: String) -> String { "version: 1\nrules:\n\(text)\n" }

    private func match(_ text: String, effect: String = "allow") -> String {
        "version: 1\nrules:\n  - id: r\n    effect: \(effect)\n    match:\n      \(text)\n"
    }

    @Test func theWholeText() {
        let found = diagnostics(match("usr: alice"))
        #expect(
            found.map(\.description) == [
                """
                test.yaml:6:7: error: unknown attribute `usr` [unknown-attribute]
                 6 |       usr: alice
                   |       ^~~
                  help: did you mean `user`?
                """
            ]
        )
    }

    @Test func topLevel() {
        expect("", (.emptyFile, 1, 1, "says nothing", "version: 1"))
        expect("# only a comment\n", (.emptyFile, 1, 1, "says nothing", nil))
        expect("- a\n", (.wrongType, 1, 1, "has to be a mapping, not a list", nil))
        expect("rules: []\n", (.missingKey, 1, 1, "`version`", "version: 1"))
        expect("version: 1\n", (.noRules, 0, 1, "no rule", nil))
        expect("version: 2\n", (.unsupportedVersion, 1, 10, "version `2`", nil))
        expect("version: [1]\n", (.wrongType, 1, 10, "text, not a list", nil))
        expect("version: 1\nrulse: []\n", (.unknownKey, 2, 1, "`rulse`", "did you mean `rules`?"))
        expect("version: 1\nxyz: []\n", (.unknownKey, 2, 1, "`xyz`", "the keys are `version`, `mode`"))
        expect("version: 1\nmode: monitr\n", (.unknownValue, 2, 7, "unknown mode `monitr`", "did you mean `monitor`?"))
        expect("version: 1\ndefault: yes\n", (.unknownValue, 2, 10, "unknown default `yes`", "`allow`, `deny`"))
        expect("version: 1\nrules: a\n", (.wrongType, 2, 8, "`rules` has to be a list, not text", "- id:"))
        expect("version: 1\nrules: {}\n", (.wrongType, 2, 8, "a list, not a mapping", nil))
        expect("version: 1\n\tx: 1\n", (.yamlSyntax, 2, 1, "tab", nil))
        expect("version: 1\nversion: 1\n", (.yamlSyntax, 2, 1, "version", nil))
    }

    @Test func rules() {
        expect(rules("  - a"), (.wrongType, 3, 5, "a rule has to be a mapping", nil))
        expect(
            rules("  - effect: allow\n    match: { method: GET }"),
            (.missingKey, 3, 5, "the rule has no `id`", "host.privileged")
        )
        expect(rules("  - id: a\n    match: { method: GET }"), (.missingKey, 3, 5, "the rule `a` has no `effect`", nil))
        expect(rules("  - id: a\n    effect: allow"), (.missingKey, 3, 5, "no `match`", "every call"))
        expect(
            rules("  - id: a\n    effect: alow\n    match: { method: GET }"),
            (.unknownValue, 4, 13, "unknown effect `alow`", "did you mean `allow`?")
        )
        expect(
            rules("  - id: 'a b'\n    effect: allow\n    match: { method: GET }"),
            (.badName, 3, 9, "`a b` can't be the id", "letters")
        )
        expect(
            rules("  - id: a\n    effect: allow\n    mach: { method: GET }"),
            (.missingKey, 3, 5, "no `match`", nil),
            (.unknownKey, 5, 5, "`mach`", "did you mean `match`?")
        )
        expect(
            rules("  - id: a\n    effect: deny\n    message: '${usr}'\n    match: { method: GET }"),
            (.unknownVariable, 5, 14, "unknown variable `${usr}`", "did you mean `user`?")
        )
        expect(
            rules(
                "  - { id: a, effect: deny, match: { method: GET } }\n  - { id: a, effect: deny, match: { method: GET } }"
            ),
            (.duplicateID, 4, 11, "the rule `a` is there already, in test.yaml:3:11", nil)
        )
    }

    @Test func matches() {
        expect(match("method:"), (.emptyCondition, 6, 14, "`method` has no pattern", "`'.*'` every value"))
        expect(match("method: []"), (.emptyCondition, 6, 15, "`method` has no pattern", nil))
        expect(match("method: {}"), (.emptyCondition, 6, 15, "`method` has no condition", nil))
        expect(
            "version: 1\nrules: [{ id: a, effect: deny, match: {} }]\n",
            (.emptyCondition, 2, 39, "`match`", "every call")
        )
        expect(
            "version: 1\nrules: [{ id: a, effect: deny, match: x }]\n",
            (.wrongType, 2, 39, "`match` has to be", nil)
        )
        expect(match("methd: GET"), (.unknownAttribute, 6, 7, "`methd`", "did you mean `method`?"))
        expect(match("quary.t: x"), (.unknownAttribute, 6, 7, "`quary.t`", "did you mean `query.t`?"))
        expect(match("uses.privilegd: x"), (.unknownAttribute, 6, 7, "", "did you mean `uses.privileged`?"))
        expect(match("cert.uo: x"), (.unknownAttribute, 6, 7, "", "did you mean `cert."))
        expect(match("body.a..b: x"), (.badPath, 6, 14, "a name is missing", nil))
        expect(match("path: { nott: x }"), (.unknownCondition, 6, 15, "`nott`", "did you mean `not`?"))
        expect(match("path: { exists: maybe }"), (.wrongType, 6, 23, "`true` or `false`", nil))
        expect(match("path: { min: 4 }"), (.badNumber, 6, 15, "can be a number", "uses.memory"))
        expect(match("uses.memory: { min: 4GB }"), (.badNumber, 6, 27, "`4GB` is no number", "write `GiB`"))
        expect(match("uses.memory: { min: lots }"), (.badNumber, 6, 27, "`lots` is no number", "64MiB"))
        expect(match("uses.cpus: { max: 1.0000000001 }"), (.badNumber, 6, 25, "nine digits", nil))
        expect(match("path: { not: { list: nope } }"), (.unknownList, 6, 28, "unknown list `nope`", "define it"))
        expect(match("path: { not: { lst: nope } }"), (.unknownKey, 6, 22, "`lst`", "did you mean `list`?"))
        expect(match("group: devs"), (.unknownGroup, 6, 14, "unknown group `devs`", "define it"))
        expect(match("any: { path: x }"), (.wrongType, 6, 12, "`any` has to be a list", nil))
        expect(match("any: []"), (.emptyCondition, 6, 12, "`any` has no part", nil))
        expect(match("not: { }"), (.emptyCondition, 6, 12, "`not` has no condition", nil))
        expect(match("not: x"), (.wrongType, 6, 12, "`not` has to be a mapping", nil))
        expect(match("status: 200"), (.wrongPhase, 6, 7, "before the call has run", "phase: response"))
        expect(match("phase: later\n      path: x"), (.unknownValue, 6, 14, "unknown phase `later`", nil))
        expect(match("not: { phase: response, path: x }"), (.wrongPhase, 6, 14, "can't stand in", nil))
    }

    @Test func patterns() {
        expect(match("path: '/a(b'"), (.badPattern, 6, 18, "missing closing parenthesis", nil))
        expect(match("path: [/a, '/b[', c]"), (.badPattern, 6, 22, "missing terminating ]", nil))
        expect(match(#"path: 'a\Cb'"#), (.badPattern, 6, 17, "\\C", nil))
        expect(match("path: 'é(*a)(?C1)'"), (.badPattern, 6, 18, "not recognized", nil))
        expect(match("path: '/home/${usr}/x'"), (.unknownVariable, 6, 20, "`${usr}`", "did you mean `user`?"))
        expect(match("path: '/home/[${user}]'"), (.misplacedVariable, 6, 21, "can't stand in brackets", nil))
        // The place is that of the pattern as written, not as filled in.
        expect(match("path: '/${user}/${user}/(x'"), (.badPattern, 6, 33, "missing closing parenthesis", nil))
    }

    @Test func groupsAndLists() {
        let rest = "rules: [{ id: a, effect: deny, match: { group: d } }]\n"
        expect(
            "version: 1\ngroups: [d]\n" + rest.replacing("group: d", with: "user: d"),
            (.wrongType, 2, 9, "a mapping", nil)
        )
        expect(
            "version: 1\ngroups: { d: alice }\n" + rest,
            (.wrongType, 2, 14, "a list, not text", "[alice, bob]"),
            (.unknownGroup, 3, 48, "", nil)
        )
        expect("version: 1\ngroups: { d: [[a]] }\n" + rest, (.wrongType, 2, 15, "a member", nil))
        expect("version: 1\ngroups: { d: ['cert.uo=x'] }\n" + rest, (.badMember, 2, 15, "`cert.uo`", "did you mean"))
        expect("version: 1\ngroups: { d: ['cert.ou='] }\n" + rest, (.badMember, 2, 15, "no value", nil))
        expect("version: 1\ngroups: { d: ['.*'] }\n" + rest, (.badMember, 2, 15, "plain names", nil))
        expect(
            "version: 1\ngroups: { dev: [a] }\n" + rest.replacing("group: d", with: "group: dve"),
            (.unknownGroup, 3, 48, "`dve`", "did you mean `dev`?")
        )
        expect(
            "version: 1\nlists: { l: ['(', { list: m }], m: [] }\n"
                + rest.replacing("group: d", with: "path: { list: l }"),
            (.badPattern, 2, 16, "", nil),
            (.wrongType, 2, 27, "another list", nil),
            (.emptyCondition, 2, 36, "no pattern", nil)
        )
    }

    @Test func everyMistakeOfEveryFileIsTold() {
        let result = Policy.compile([
            RuleFile(
                name: "a.yaml",
                text:
                    "version: 1\nrules:\n  - { id: x, effect: alow, match: { usr: a } }\n  - { id: y, effect: deny, match: { path: '(' } }\n"
            ),
            RuleFile(
                name: "b.yaml",
                text:
                    "version: 1\nrules:\n  - { id: x, effect: deny, match: { user: a } }\ngroups: { g: [a] }\ndefault: allow\n"
            ),
            RuleFile(name: "c.yaml", text: "version: 1\ngroups: { g: [b] }\ndefault: deny\nrules: [\n"),
            RuleFile(name: "d.yaml", text: "version: 1\ngroups: { g: [b] }\ndefault: deny\n"),
        ])
        #expect(result.policy == nil)
        #expect(
            result.diagnostics.map { "\($0.place) \($0.id)" } == [
                "a.yaml:3:22 unknown-value", "a.yaml:3:37 unknown-attribute", "a.yaml:4:45 bad-pattern",
                "b.yaml:3:11 duplicate-id", "c.yaml:5:1 yaml-syntax", "d.yaml:2:11 duplicate-group",
                "d.yaml:3:10 conflicting-default",
            ],
            "\(result.diagnostics)"
        )
        #expect(result.diagnostics.last?.message.contains("b.yaml:5:10") == true)
    }

    @Test func warningsDoNotRefuse() {
        let result = Policy.compile([RuleFile(name: "a", text: rule("{ group: d }", extra: "groups: { d: ['a|b'] }"))])
        #expect(result.policy != nil)
        #expect(result.diagnostics.map(\.severity) == [.warning])
        #expect(!result.hasErrors)
    }

    @Test func nothingOfTheFileActsOnATerminal() {
        let found = diagnostics(match("'us\u{200B}r\\x1b[2J': \"\\e[31m(\""))
        for diagnostic in found {
            #expect(!diagnostic.description.unicodeScalars.contains { $0.value == 0x1B || $0.value == 0x200B })
        }
        #expect(!found.isEmpty)
    }

    @Test func aLongLineIsShownAroundTheMistake() throws {
        let pattern = String(repeating: "x", count: 5000) + "(" + String(repeating: "y", count: 5000)
        let found = try #require(diagnostics(match("path: '\(pattern)'")).first)
        let lines = found.description.split(separator: "\n")
        #expect(lines[1].count < 130)
        let caret = try #require(lines[2].firstIndex(of: "^"))
        #expect(lines[2].distance(from: lines[2].startIndex, to: caret) < 130)
    }

    @Test func mistakesWithoutEndAreCut() {
        let rules = (0..<5000).map { "  - { id: r\($0), effect: x, match: { y: z } }" }.joined(separator: "\n")
        #expect(diagnostics("version: 1\nrules:\n\(rules)\n").count == DiagnosticSink.limit)
    }

    @Test func anyNumberOfWarningsLeavesRoomForAnError() {
        let members = (0..<1000).map { "'u\($0)*'" }.joined(separator: ", ")
        let found = diagnostics(rule("{ usr: x }", extra: "groups: { g: [\(members)] }"))
        #expect(found.filter { $0.severity == .error }.map(\.kind) == [.unknownAttribute])
        #expect(found.count == DiagnosticSink.limit + 1)
    }

    @Test func nestingIsBounded() {
        func nested(_ depth: Int) -> String {
            String(repeating: "{ not: ", count: depth) + "{ path: x }" + String(repeating: " }", count: depth)
        }
        #expect(diagnostics(rule(nested(8))).isEmpty)
        #expect(diagnostics(rule(nested(9))).map(\.kind) == [.tooDeep])
        #expect(!diagnostics(rule(nested(2000))).isEmpty)
    }
}
