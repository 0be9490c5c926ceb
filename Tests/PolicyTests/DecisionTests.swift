import DockerAPI
import Testing

@testable import Policy

/// Which of several rules decides.
struct DecisionTests {
    private static let info = call("GET", "/v1.43/info")

    private func policy(_ rules: (id: String, effect: String, match: String)..., extra: String = "") throws -> Policy {
        let items = rules.map { "  - { id: \($0.id), effect: \($0.effect), match: \($0.match) }" }
        return try PolicyTests.policy("version: 1\n\(extra)\nrules:\n\(items.joined(separator: "\n"))\n")
    }

    @Test func whatNoRuleMatchesIsDenied() throws {
        let decision = try policy(("a", "allow", "{ path: /version }")).decide(Self.info)
        #expect(!decision.allowed)
        #expect(decision.reason == .noRuleMatched)
        #expect(decision.rules.isEmpty)
        #expect(decision.message == "no rule allows GET /info for user `alice`")
    }

    @Test func everyMatchingAllowIsNamed() throws {
        let decision = try policy(
            ("a", "allow", "{ path: /info }"),
            ("b", "allow", "{ path: /version }"),
            ("c", "allow", "{ method: GET }")
        ).decide(Self.info)
        #expect(decision.allowed)
        #expect(decision.reason == .allowedByRule)
        #expect(decision.ruleIDs == ["a", "c"])
        #expect(decision.message == nil)
    }

    @Test func oneDenyBeatsEveryAllow() throws {
        let decision = try policy(
            ("a", "allow", "{ path: /info }"),
            ("d", "deny", "{ user: alice }"),
            ("c", "allow", "{ method: GET }")
        ).decide(Self.info)
        #expect(!decision.allowed)
        #expect(decision.reason == .deniedByRule)
        #expect(decision.ruleIDs == ["d"])
    }

    @Test func defaultAllowIsForTrials() throws {
        let policy = try policy(("d", "deny", "{ path: /version }"), extra: "default: allow")
        #expect(policy.decide(Self.info).reason == .defaultAllow)
        #expect(policy.decide(Self.info).allowed)
        #expect(policy.decide(call("GET", "/version")).reason == .deniedByRule)
    }

    @Test func whatCannotBeEvaluatedIsDeniedWithTheRuleNamed() throws {
        let slow = "{ query.term: '(a+)+' }"
        let hostile = call("GET", "/images/search?term=\(String(repeating: "a", count: 64))!")
        for effect in ["allow", "deny"] {
            let decision = try policy(("slow", effect, slow), ("any", "allow", "{ method: '.*' }")).decide(hostile)
            #expect(!decision.allowed)
            #expect(decision.reason == .evaluationError)
            #expect(decision.ruleIDs == ["slow"])
            #expect(decision.failures.map(\.code) == ["match-limit"])
        }
        // A condition that doesn't hold anyway makes the failure harmless.
        let other = try policy(
            ("slow", "deny", "{ query.term: '(a+)+', user: bob }"),
            ("any", "allow", "{ method: GET }")
        )
        #expect(other.decide(hostile).allowed)
        // A deny that does match is the better reason.
        let denied = try policy(("slow", "deny", slow), ("d", "deny", "{ method: GET }")).decide(hostile)
        #expect(denied.reason == .deniedByRule)
        #expect(denied.ruleIDs == ["d"])
    }

    @Test func bytesThatAreNoTextAreDenied() throws {
        let broken = call("GET", "/containers/a%ff/json")
        for match in ["{ path: '/containers/.*' }", "{ path: /info }", "{ path: /info|/version }", "{ method: GET }"] {
            let decision = try policy(("r", "allow", match)).decide(broken)
            let isAsked = match != "{ method: GET }"
            #expect(decision.allowed == (!isAsked && broken.findings.isEmpty))
            if isAsked, broken.findings.isEmpty { #expect(decision.failures.map(\.code) == ["invalid-utf8"]) }
        }
    }

    @Test func thousandsOfHostileValuesCostNoMoreThanAFew() throws {
        let values = (0..<3000).map { "\"\(String(repeating: "a", count: 64))\($0 % 10)!\"" }.joined(separator: ",")
        let create = call("POST", "/containers/create", body: "{\"Env\":[\(values)]}")
        let decision = try policy(("slow", "deny", "{ body.Env: '(a+)+' }"), ("all", "allow", "{ method: POST }"))
            .decide(create)
        #expect(decision.reason == .evaluationError)
    }

    @Test func monitoredRulesAreRecordedAndHaveNoSay() throws {
        let policy = try PolicyTests.policy(
            """
            version: 1
            rules:
              - { id: a, effect: allow, match: { path: /info } }
              - { id: md, effect: deny, mode: monitor, match: { user: alice } }
              - { id: ma, effect: allow, mode: monitor, match: { path: /version } }
            """
        )
        let info = policy.decide(Self.info)
        #expect(info.allowed)
        #expect(info.wouldDeny.map(\.id) == ["md"])
        #expect(info.wouldAllow.isEmpty)
        #expect(!info.allowedIfEnforced)
        let version = policy.decide(call("GET", "/version", user: "bob"))
        #expect(!version.allowed)
        #expect(version.reason == .noRuleMatched)
        #expect(version.wouldAllow.map(\.id) == ["ma"])
        #expect(version.allowedIfEnforced)
    }

    @Test func aFailingMonitoredRuleHasNoSay() throws {
        let policy = try PolicyTests.policy(
            """
            version: 1
            rules:
              - { id: a, effect: allow, match: { method: GET } }
              - { id: m, effect: deny, mode: monitor, match: { query.term: '(a+)+' } }
            """
        )
        let decision = policy.decide(call("GET", "/images/search?term=\(String(repeating: "a", count: 64))!"))
        #expect(decision.allowed)
        #expect(decision.wouldDeny.map(\.id) == ["m"])
        #expect(decision.failures.map(\.rule.id) == ["m"])
    }

    @Test func aPluginInMonitorModeAllowsAndRecords() throws {
        let policy = try policy(("a", "allow", "{ path: /info }"), ("d", "deny", "{ user: bob }"))
        #expect(policy.decide(Self.info).monitored().ruleIDs == ["a"])
        let denied = policy.decide(call("GET", "/info", user: "bob")).monitored()
        #expect(denied.allowed)
        #expect(denied.reason == .monitorMode)
        #expect(denied.wouldReason == .deniedByRule)
        #expect(denied.wouldDeny.map(\.id) == ["d"])
        #expect(!denied.allowedIfEnforced)
        let unmatched = policy.decide(call("GET", "/version")).monitored()
        #expect(unmatched.allowed)
        #expect(unmatched.wouldReason == .noRuleMatched)
        #expect(!unmatched.allowedIfEnforced)
    }

    @Test func modeOfAFileIsThatOfItsRules() throws {
        let policy = try PolicyTests.policy([
            RuleFile(
                name: "a.yaml",
                text: "version: 1\nmode: monitor\n" + rule("{ method: GET }", effect: "deny").dropFirst(11)
            ),
            RuleFile(name: "b.yaml", text: rule("{ method: GET }", id: "b")),
        ])
        let decision = policy.decide(Self.info)
        #expect(decision.ruleIDs == ["b"])
        #expect(decision.wouldDeny.map(\.id) == ["r"])
    }

    @Test func guardsComeFirst() throws {
        let policy = try policy(("all", "allow", "{ method: '.*' }"))
        let hidden = call("POST", "/containers/create")
        let decision = policy.decide(hidden)
        #expect(!decision.allowed)
        #expect(decision.reason.rawValue == "body-not-visible")
        #expect(decision.rules.isEmpty)
        #expect(decision.message?.contains("was hidden from the policy") == true)

        var modes = GuardModes.enforced
        let isKnown = modes.set("body-not-visible", to: .monitor)
        #expect(isKnown)
        let monitored = policy.decide(hidden, guards: modes)
        #expect(monitored.allowed)
        #expect(monitored.wouldGuard == [.bodyNotVisible])
        #expect(!monitored.allowedIfEnforced)
        let isMisspelled = !modes.set("body-not-visibel", to: .monitor)
        #expect(isMisspelled)
        #expect(modes[.malformedBody] == .enforce)
    }

    @Test func everyGuardDeniesByItsOwnCode() throws {
        let policy = try policy(("all", "allow", "{ method: '.*' }"))
        let json = [("Content-Type", "application/json")]
        let calls: [(Guard, APICall)] = [
            (.malformedURI, call("GET", "/info%zz")),
            (.malformedBody, call("POST", "/volumes/create", body: "{,}")),
            (.ambiguousBody, call("POST", "/volumes/create", body: #"{"Name":"a","name":"b"}"#)),
            (.unexpectedBody, call("POST", "/containers/a/start", body: #"{"Privileged":true}"#)),
            (.unknownEndpoint, call("GET", "/nothing/here")),
            (.bodyNotVisible, call("POST", "/volumes/create", headers: json)),
        ]
        for (guarding, call) in calls {
            let decision = policy.decide(call)
            #expect(!decision.allowed)
            #expect(decision.reason == Reason(guarding), "\(call.findings)")
            #expect(decision.message?.isEmpty == false)
        }
    }

    @Test func responseRulesHoldBackAnswersOnly() throws {
        let policy = try PolicyTests.policy(
            """
            version: 1
            rules:
              - { id: a, effect: allow, match: { path: /info } }
              - { id: d, effect: deny, match: { phase: response, path: /info, status: '5..' } }
            """
        )
        #expect(policy.hasResponseRules)
        #expect(policy.decide(Self.info).ruleIDs == ["a"])
        func answer(_ status: Int) -> Decision {
            var wire = WireCall(method: "GET", uri: "/info", user: "alice", authentication: "TLS")
            wire.phase = .response
            wire.status = status
            var reader = CallReader()
            reader.read(wire)
            return policy.decide(reader.call)
        }
        #expect(answer(200).allowed)
        #expect(answer(200).reason == .defaultAllow)
        #expect(answer(503).ruleIDs == ["d"])
        #expect(!answer(503).allowed)
    }
}
