import Testing

@testable import Policy

/// Tests of a policy are run: what passes, what doesn't, and in which way.
struct PolicyTestRunTests {
    private static func run(_ tests: String) throws -> [PolicyTestResult] {
        let policy = try policy(
            """
            version: 1
            rules:
              - { id: see, effect: allow, match: { method: GET } }
              - { id: keep, effect: allow, match: { action: system\\.info } }
              - { id: no.events, effect: deny, match: { path: /events } }
            tests:
            \(tests)
            """
        )
        return policy.run(policy.tests)
    }

    @Test func whatIsAsExpectedPasses() throws {
        let results = try Self.run(
            """
              - { name: a, request: { method: GET, uri: /info }, expect: allow, rules: [keep, see], reason: allowed-by-rule }
              - { name: b, request: { method: GET, uri: /v1.43/events }, expect: deny, rules: [no.events] }
              - { name: c, request: { method: POST, uri: /containers/x/start }, expect: deny, rules: [], reason: no-rule-matched }
            """
        )
        #expect(results.map(\.passed) == [true, true, true])
        #expect(results.map(\.test.name) == ["a", "b", "c"])
        #expect(results[1].decision?.reason == .deniedByRule)
    }

    @Test(arguments: [
        ("expect: deny", ["expected `deny`, got `allow`"]),
        ("expect: allow, rules: [see]", ["`keep` did"]),
        ("expect: allow, rules: [see, keep, no.events]", ["`no.events` didn't decide"]),
        ("expect: allow, rules: [no.events, see]", ["`no.events` didn't decide, but `keep` did"]),
        ("expect: allow, rules: []", ["`see`, `keep` did"]),
        ("expect: allow, reason: default-allow", ["expected the reason `default-allow`, got `allowed-by-rule`"]),
        (
            "expect: deny, rules: [no.events], reason: denied-by-rule",
            [
                "expected `deny`, got `allow`", "`no.events` didn't decide, but `see`, `keep` did",
                "expected the reason `denied-by-rule`, got `allowed-by-rule`",
            ]
        ),
    ])
    func whatDiffersIsToldInAll(expectation: String, differences: [String]) throws {
        let results = try Self.run("  - { name: a, request: { method: GET, uri: /info }, \(expectation) }")
        #expect(results.map(\.passed) == [false])
        #expect(results.flatMap(\.differences).map(\.description) == differences)
    }

    /// Whoever runs them can stop at any of them.
    @Test func thereMayBeNoTimeForAll() throws {
        let policy = try policy(
            rule(
                "{ method: GET }",
                extra: "tests:\n"
                    + (1...5).map {
                        "  - { name: n\($0), request: GET /info, expect: allow }\n"
                    }.joined()
            )
        )
        var left = 3
        let results = policy.run(
            policy.tests,
            while: {
                left -= 1
                return left >= 0
            }
        )
        #expect(results.map(\.test.name) == ["n1", "n2", "n3"])
    }
}
