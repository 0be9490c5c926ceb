import DockerAPI
import Testing

@testable import Policy

/// The `tests:` of rule files: read, checked, and kept.
struct PolicyTestSyntaxTests {
    private static func file(_ tests: String) -> String {
        "version: 1\nrules:\n  - { id: host.priv, effect: deny, match: { method: POST } }\ntests:\n\(tests)\n"
    }

    @Test func aTestIsKeptWhole() throws {
        let policy = try policy(
            Self.file(
                """
                  - name: alice cannot mount /etc
                    user: alice
                    headers: { X-Team: blue }
                    request:
                      method: POST
                      uri: /v1.43/containers/create
                      body: { Image: busybox, Tty: true, Memory: 67108864, Cpus: 1.50, Empty: null, Text: 'true', Binds: ['/etc:/x', 08, "a\\"b"] }
                    expect: deny
                    rules: [host.priv]
                    reason: denied-by-rule
                  - name: raw
                    request: { method: GET, uri: /info, body: '{"a":1,"A":2}' }
                    expect: allow
                """
            )
        )
        let test = try #require(policy.tests.first)
        #expect(test.name == "alice cannot mount /etc")
        #expect(test.place.line == 5)
        #expect(test.call.user == "alice")
        guard case .decision(let effect, let rules, let reason) = test.expectation else {
            Issue.record("\(test.expectation)")
            return
        }
        #expect(effect == .deny)
        #expect(rules == ["host.priv"])
        #expect(reason == .deniedByRule)
        let body = try #require(test.call.body.map { String(decoding: $0, as: UTF8.self) })
        #expect(
            body
                == #"{"Image":"busybox","Tty":true,"Memory":67108864,"Cpus":1.50,"Empty":null,"Text":"true","Binds":["/etc:/x","08","a\"b"]}"#
        )
        var reader = CallReader()
        reader.read(test.call.wire())
        #expect(reader.call.findings.isEmpty, "\(reader.call.findings)")
        #expect(reader.call.values(of: .header("x-team")) == ["blue"])
        #expect(policy.decide(reader.call).ruleIDs == ["host.priv"])
        #expect(policy.tests[1].call.body.map { String(decoding: $0, as: UTF8.self) } == #"{"a":1,"A":2}"#)
    }

    @Test(arguments: [
        ("  - x", DiagnosticKind.wrongType, 5), ("  x: 1", .wrongType, 5),
        ("  - { name: a, expect: deny }", .missingKey, 5),
        ("  - { name: a, request: { method: GET, uri: /info } }", .missingKey, 5),
        ("  - { request: { method: GET, uri: /info }, expect: deny }", .missingKey, 5),
        ("  - { name: a, request: { method: GET }, expect: deny }", .missingKey, 5),
        ("  - { name: a, request: { uri: /info }, expect: deny }", .missingKey, 5),
        ("  - { name: a, request: { method: get, uri: /info }, expect: deny }", .badTest, 5),
        ("  - { name: a, request: { method: GET, uri: '' }, expect: deny }", .badTest, 5),
        ("  - { name: a, request: { method: GET, uri: /info, boddy: 1 }, expect: deny }", .unknownKey, 5),
        ("  - { name: a, request: { method: GET, uri: /info }, expect: refuse }", .unknownValue, 5),
        ("  - { name: a, request: { method: GET, uri: /info }, expect: deny, rule: [a] }", .wrongType, 5),
        ("  - { name: a, request: { method: GET, uri: /info }, expect: deny, rules: [host.prv] }", .unknownRule, 5),
        ("  - { name: a, request: { method: GET, uri: /info }, expect: deny, reason: denied }", .unknownValue, 5),
        ("  - { name: a, request: { method: GET, uri: /info }, expect: deny, headers: [a] }", .wrongType, 5),
        ("  - { name: a, request: GET, expect: deny }", .badTest, 5),
        ("  - { name: a, request: get /info, expect: deny }", .badTest, 5),
        ("  - { name: a, request: GET info, expect: deny }", .badTest, 5),
        ("  - { name: a, group: nobody, request: GET /info, expect: deny }", .unknownGroup, 5),
        ("  - { name: a, certificate: { oo: x }, request: GET /info, expect: deny }", .unknownKey, 5),
        ("  - { name: a, certificate: x, request: GET /info, expect: deny }", .badTest, 5),
        ("  - { name: a, request: GET /info, response: { status: ok }, expect: deny }", .badTest, 5),
        ("  - { name: a, request: GET /info, response: { state: 200 }, expect: deny }", .unknownKey, 5),
        ("  - { name: a, recorded: '{', expect: deny }", .badTest, 5),
        ("  - { name: a, recorded: { User: a }, expect: deny }", .badTest, 5),
        ("  - { name: a, recorded: { RequestMethod: GET, RequestUri: 7 }, expect: deny }", .badTest, 5),
        (
            "  - { name: a, recorded: { RequestMethod: GET, RequestUri: /i, RequestBody: '*' }, expect: deny }",
            .badTest, 5
        ),
        ("  - { rule: host.prv, match: [GET /info] }", .unknownRule, 5),
        ("  - { rule: host.priv }", .missingKey, 5),
        ("  - { rule: host.priv, match: GET /info }", .wrongType, 5),
        ("  - { rule: host.priv, match: [{ request: GET /info, uri: x }] }", .unknownKey, 5),
        ("  - { rule: host.priv, match: [GET /info], expect: deny }", .unknownKey, 5),
        ("  - { name: a, user: [x], request: { method: GET, uri: /info }, expect: deny }", .wrongType, 5),
    ])
    func mistakes(tests: String, kind: DiagnosticKind, line: Int) {
        let found = diagnostics(Self.file(tests))
        #expect(found.first?.kind == kind, "\(found)")
        #expect(found.allSatisfy { $0.line == line }, "\(found)")
    }
}
