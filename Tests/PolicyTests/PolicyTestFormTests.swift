import DockerAPI
import Testing

@testable import Policy

/// The ways to write a test: who calls, what is called, and what is expected of one rule.
struct PolicyTestFormTests {
    private static let head = """
        version: 1
        groups:
          ops: ['', carol]
          units: ['cert.ou=Ops']
          nobody: []
        rules:
          - id: own
            effect: allow
            match: { group: ops|units|nobody, uses.host_mount: '/home/${user}/.*' }
          - { id: stop, effect: deny, match: { action: container\\.stop } }
          - { id: secret, effect: deny, match: { phase: response, status: '200', response.body.Name: s } }
        """

    private static func results(_ tests: String) throws -> [PolicyTestResult] {
        let policy = try policy("\(head)\ntests:\n\(tests)\n")
        return policy.run(policy.tests)
    }

    private static func passed(_ tests: String) throws -> [Bool] { try results(tests).map(\.passed) }

    @Test func oneRuleIsAskedWhateverIsDecided() throws {
        let results = try Self.results(
            """
              - rule: stop
                match: [POST /containers/x/stop, { user: dave, request: POST /v1.43/containers/y/stop?t=1 }]
                no_match: [GET /info, POST /containers/x/stop]
            """
        )
        #expect(results.map(\.passed) == [true, true, true, false])
        #expect(results.map(\.test.name).first == "stop matches POST /containers/x/stop")
        #expect(results[3].test.name == "stop doesn't match POST /containers/x/stop")
        #expect(results[3].differences.map(\.description) == ["`stop` must not match, and does"])
        #expect(results[1].test.call.user == "dave")
    }

    @Test func testsCanStandBesideTheirRule() throws {
        let policy = try policy(
            """
            version: 1
            rules:
              - id: r
                effect: deny
                match: { method: POST }
                tests: { user: alice, match: [POST /containers/x/stop], no_match: [GET /info, POST /containers/x/start] }
            """
        )
        let results = policy.run(policy.tests)
        #expect(results.map(\.passed) == [true, true, false])
        #expect(results.map(\.test.call.user) == ["alice", "alice", "alice"])
    }

    /// A case in which the rule is never asked proves nothing.
    @Test func aCaseThatShowsNothingFails() throws {
        let results = try Self.results(
            """
              - rule: stop
                no_match:
                  - GET /containers/../info
                  - { request: GET /info, response: { status: 200 } }
              - { rule: secret, no_match: [GET /info] }
            """
        )
        #expect(
            results.map(\.differences) == [
                [.guarded(Reason(.malformedURI))], [.otherPhase(rule: "stop")], [.otherPhase(rule: "secret")],
            ]
        )
    }

    @Test func aGroupsFirstMemberWithANameMakesTheCall() throws {
        let results = try Self.results(
            """
              - rule: own
                group: ops
                match:
                  - 'POST /containers/create?name=${user} {"HostConfig":{"Binds":["/home/${user}/x:/x"]}}'
                  - { group: units, request: 'POST /containers/create {"HostConfig":{"Binds":["/home/${user}/x:/x"]}}' }
                  - { group: nobody, request: GET /info }
                no_match:
                  - 'POST /containers/create {"HostConfig":{"Binds":["/home/dave/x:/x"]}}'
                  - { user: dave, request: 'POST /containers/create {"HostConfig":{"Binds":["/home/dave/x:/x"]}}' }
            """
        )
        #expect(results.map(\.passed) == [true, true, true, true, true], "\(results.map(\.differences))")
        #expect(results.map(\.isSkipped) == [false, false, true, false, false])
        #expect(results[0].test.call.user == "carol")
        #expect(results[0].test.call.uri == "/containers/create?name=carol")
        #expect(results[1].test.call.user == "somebody")
        #expect(results[2].test.skipReason == "the group `nobody` has no member")
        #expect(results[2].decision == nil)
    }

    @Test func aNameNeverActsAsSyntax() throws {
        let policy = try policy(
            #"""
            version: 1
            groups: { g: ['a"b\c/%'] }
            rules: [{ id: r, effect: allow, match: { group: g, query.name: 'a"b.*', body.Image: '.*c/%' } }]
            tests: [{ rule: r, group: g, match: ['POST /containers/create?name=${user} {"Image":"${user}"}'] }]
            """#
        )
        #expect(policy.run(policy.tests).map(\.passed) == [true])
        let call = try #require(policy.tests[0].call.read(needs: policy.needs, readCertificate: nil))
        #expect(call.values(of: .query("name")) == [#"a"b\c/%"#])
        #expect(call.values(of: .bodyPath(try BodyPath(parsing: "Image"))) == [#"a"b\c/%"#])
    }

    @Test func certificatesAreFieldsOrPEM() throws {
        let pem = "-----BEGIN CERTIFICATE-----"
        let policy = try policy(
            """
            version: 1
            rules: [{ id: r, effect: allow, match: { cert.ou: Ops, user: carol, auth: TLS } }]
            tests:
              - { name: a, certificate: { cn: carol, ou: [Dev, Ops] }, request: GET /info, expect: allow }
              - { name: b, certificate: { cn: carol, ou: Dev }, request: GET /info, expect: deny }
              - { name: c, certificate: { ou: Ops }, user: carol, request: GET /info, expect: allow }
              - { name: d, certificate: '\(pem)', request: GET /info, expect: allow }
            """
        )
        var fields = CallerCertificate()
        fields.add("carol", to: .cn)
        fields.add("Ops", to: .ou)
        let results = policy.run(
            policy.tests,
            readCertificate: { [fields] in $0.count == pem.utf8.count ? fields : nil }
        )
        #expect(results.map(\.passed) == [true, true, true, true], "\(results.map(\.differences))")
        #expect(policy.run(policy.tests).map(\.differences).last == [.badCertificate])
    }

    @Test func answersAreTestedToo() throws {
        #expect(
            try Self.passed(
                """
                  - { name: a, request: GET /secrets/x, response: { status: 200, body: { Name: s } }, expect: deny, rules: [secret] }
                  - { name: b, request: GET /secrets/x, response: { status: 200, body: { Name: t } }, expect: allow }
                  - { rule: secret, match: [{ request: GET /secrets/x, response: { status: 200, body: '{"Name":"s"}' } }] }
                """
            ) == [true, true, true]
        )
    }

    @Test func recordedCallsAreTakenAsTheyAre() throws {
        let results = try Self.results(
            #"""
              - name: as a line of a record
                recorded: '{"endpoint":"AuthZPlugin.AuthZReq","call":{"User":"dave","RequestMethod":"POST","RequestUri":"/v1.41/containers/x/stop","RequestHeaders":{"User-Agent":"x"}}}'
                expect: deny
                rules: [stop]
              - name: as YAML, with a body
                recorded: {"RequestMethod":"POST","RequestUri":"/containers/create","RequestHeaders":{"Content-Type":"application/json"},"RequestBody":"eyJJbWFnZSI6ImIifQ=="}
                expect: deny
                reason: no-rule-matched
              - name: an answer
                recorded: {"RequestMethod":"GET","RequestUri":"/secrets/x","ResponseStatusCode":200,"ResponseBody":"eyJOYW1lIjoicyJ9"}
                expect: deny
                rules: [secret]
              - name: somebody else
                group: ops
                recorded: {"User":"dave","RequestMethod":"GET","RequestUri":"/info"}
                expect: deny
            """#
        )
        #expect(results.map(\.passed) == [true, true, true, true], "\(results.map(\.differences))")
        #expect(results.map(\.test.call.user) == ["dave", "", "", "carol"])
        #expect(results[1].test.call.body.map { String(decoding: $0, as: UTF8.self) } == #"{"Image":"b"}"#)
        #expect(results[0].test.call.headers.map(\.name) == ["User-Agent"])
    }

    @Test func aFileOfTestsHoldsNothingElse() throws {
        let rules = RuleFile(name: "rules.yaml", text: Self.head)
        let text = "version: 1\ntests: [{ rule: stop, match: [POST /containers/x/stop] }]\n"
        let tests = RuleFile(name: "t.yaml", text: Array(text.utf8), isTestsOnly: true)
        #expect(try policy([rules, tests]).tests.count == 1)
        let other = RuleFile(
            name: "t.yaml",
            text: Array((text + "default: allow\nlists: {}\n").utf8),
            isTestsOnly: true
        )
        #expect(Policy.compile([rules, other]).diagnostics.map(\.kind) == [.badTest, .badTest])
    }

    @Test func coverageCountsWhatWasSeen() throws {
        let policy = try policy(
            """
            version: 1
            rules:
              - { id: a, effect: allow, match: { method: GET, any: [{ path: /info }, { path: /version }] } }
              - { id: b, effect: deny, match: { not: { method: POST }, user: bob } }
            tests:
              - { name: 1, user: bob, request: GET /info, expect: deny }
              - { name: 2, request: GET /containers/../x, expect: deny }
            """
        )
        let coverage = policy.coverage(of: policy.tests)
        #expect(coverage.rules.map(\.matched) == [true, true])
        let seen = coverage.rules.flatMap(\.conditions).map { "\($0.text) \($0.held) \($0.failed)" }
        #expect(
            seen == [
                "method: GET true false", "path: /info true false", "path: /version false true",
                "method: POST false true", "user: bob true false",
            ]
        )
        #expect(coverage.goals == 12)
        #expect(coverage.reachedGoals == 7)
        #expect(coverage.percent == 58.3)
        #expect(coverage.coveredConditions == 0)
        #expect(policy.coverage(of: []).percent == 0)
    }

    /// A mapping has no order: what stands beside a recorded call says more than the call, above it and below.
    @Test func theOrderOfKeysMeansNothing() throws {
        let recorded = #"recorded: { RequestMethod: GET, RequestUri: /info, User: dave, RequestHeaders: { B: b } }"#
        let own = "user: carol"
        let headers = "headers: { A: a }"
        var calls: [String] = []
        for lines in [[recorded, own, headers], [headers, own, recorded], [own, recorded, headers]] {
            let test = try #require(
                try Self.results("  - name: n\n    expect: deny\n    \(lines.joined(separator: "\n    "))").first
            ).test
            #expect(test.call.user == "carol")
            calls.append(test.call.headers.map { "\($0.name)=\($0.value)" }.joined(separator: ","))
        }
        #expect(calls == ["A=a,B=b", "A=a,B=b", "A=a,B=b"])
        let twice = "\(Self.head)\ntests:\n  - name: n\n    expect: deny\n    request: POST /x {}\n    body: '{}'\n"
        #expect(diagnostics(twice).map(\.id) == ["bad-test"])
    }
}
