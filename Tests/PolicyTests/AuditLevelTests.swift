import DockerAPI
import PCRE2
import Testing

@testable import Policy

/// How much is recorded of a call, by the rules that decide it.
@Suite struct AuditLevelTests {
    private func decision(_ rules: String, user: String = "alice") throws -> Decision {
        let text = "version: 1\nrules:\n" + rules
        let result = Policy.compile([RuleFile(name: "a.yaml", text: Array(text.utf8))])
        let policy = try #require(result.policy, "\(result.diagnostics)")
        var reader = CallReader()
        reader.read(WireCall(method: "GET", uri: "/info", user: user))
        return policy.decide(reader.call, scratch: MatchScratch())
    }

    private func rule(_ id: String, _ effect: String = "allow", _ more: String = "") -> String {
        "  - { id: \(id), effect: \(effect), match: { method: GET }\(more.isEmpty ? "" : ", \(more)") }\n"
    }

    @Test func aRuleThatSaysNothingLeavesIt() throws {
        for level in AuditLevel.allCases { #expect(try decision(rule("a")).auditLevel(level) == level) }
    }

    @Test func theMostDetailedCountsInAnyOrder() throws {
        let rules = [rule("a", "allow", "audit: none"), rule("b", "allow", "audit: request"), rule("c")]
        for order in [[0, 1, 2], [2, 1, 0], [1, 2, 0]] {
            let decision = try decision(order.map { rules[$0] }.joined())
            #expect(decision.auditLevel(.metadata) == .request)
            #expect(decision.auditLevel(.response) == .response)
        }
        #expect(try decision(rules[0]).auditLevel(.response) == .none)
        // One of both wants the usual.
        #expect(try decision(rules[0] + rules[2]).auditLevel(.metadata) == .metadata)
    }

    @Test func aDenialIsAlwaysRecorded() throws {
        #expect(try decision(rule("a", "deny")).auditLevel(.none) == .metadata)
        #expect(
            try decision(rule("a", "deny", "audit: request") + rule("b", "allow", "audit: none")).auditLevel(.none)
                == .request
        )
        // The rules that would have allowed it don't count.
        #expect(
            try decision(rule("a", "deny") + rule("b", "allow", "audit: request")).auditLevel(.metadata) == .metadata
        )
        #expect(try decision("  - { id: a, effect: allow, match: { user: bob } }\n").auditLevel(.none) == .metadata)
        #expect(Decision.refused(.noPolicy, message: "x").auditLevel(.none) == .metadata)
    }

    @Test func soIsWhatIsMonitored() throws {
        let quiet = rule("a", "allow", "audit: none")
        #expect(try decision(quiet + rule("b", "deny", "mode: monitor")).auditLevel(.none) == .metadata)
        #expect(try decision(rule("b", "deny")).monitored().auditLevel(.none) == .metadata)
        #expect(
            try decision(quiet + rule("b", "allow", "mode: monitor, audit: response")).auditLevel(.none) == .metadata
        )
    }

    @Test(arguments: [
        ("allow", "audit: metdata", "did you mean `metadata`?"), ("deny", "audit: none", "a denial is always recorded"),
        ("deny", "audit: response", "has no answer"), ("allow", "audit: [none]", "has to be text"),
        ("allow", "audit:", "has to be text"),
    ])
    func mistakesAreTold(_ effect: String, _ more: String, _ text: String) throws {
        let rules = "version: 1\nrules:\n" + rule("a", effect, more)
        let result = Policy.compile([RuleFile(name: "a.yaml", text: Array(rules.utf8))])
        let finding = try #require(result.diagnostics.first)
        #expect(result.policy == nil && "\(finding) \(finding.help ?? "")".contains(text), "\(finding)")
        #expect(finding.line == 3)
    }

    @Test func anAnswerThatIsHeldBackMayBeRecorded() throws {
        let rules =
            "version: 1\nrules:\n  - { id: a, effect: deny, audit: response, match: { phase: response, status: '200' } }\n"
        let result = Policy.compile([RuleFile(name: "a.yaml", text: Array(rules.utf8))])
        #expect(result.policy?.rules.first?.audit == .response, "\(result.diagnostics)")
    }
}
