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
        #expect(test.user == "alice")
        #expect(test.expected == .deny)
        #expect(test.rules == ["host.priv"])
        #expect(test.reason == .deniedByRule)
        let body = try #require(test.body.map { String(decoding: $0, as: UTF8.self) })
        #expect(
            body
                == #"{"Image":"busybox","Tty":true,"Memory":67108864,"Cpus":1.50,"Empty":null,"Text":"true","Binds":["/etc:/x","08","a\"b"]}"#
        )
        var reader = CallReader()
        reader.read(test.call)
        #expect(reader.call.findings.isEmpty, "\(reader.call.findings)")
        #expect(reader.call.values(of: .header("x-team")) == ["blue"])
        #expect(policy.decide(reader.call).ruleIDs == ["host.priv"])
        #expect(policy.tests[1].body.map { String(decoding: $0, as: UTF8.self) } == #"{"a":1,"A":2}"#)
        #expect(policy.tests[1].rules == nil)
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
        ("  - { name: a, request: { method: GET, uri: /info }, expect: deny, rule: [a] }", .unknownKey, 5),
        ("  - { name: a, request: { method: GET, uri: /info }, expect: deny, rules: [host.prv] }", .unknownRule, 5),
        ("  - { name: a, request: { method: GET, uri: /info }, expect: deny, reason: denied }", .unknownValue, 5),
        ("  - { name: a, request: { method: GET, uri: /info }, expect: deny, headers: [a] }", .wrongType, 5),
        ("  - { name: a, user: [x], request: { method: GET, uri: /info }, expect: deny }", .wrongType, 5),
    ])
    func mistakes(tests: String, kind: DiagnosticKind, line: Int) {
        let found = diagnostics(Self.file(tests))
        #expect(found.map(\.kind) == [kind], "\(found)")
        #expect(found.first?.line == line)
    }
}
