import DockerAPI
import PCRE2
import Testing

@testable import Policy

/// One call can't keep the plugin busy for long, however many values it has and however slow the patterns are.
struct MatchBudgetTests {
    /// Each value costs the pattern nearly its whole limit, and none fails: only the sum is too much.
    @Test func manySlowMatchesAreCutOff() throws {
        let slow = "x*(a|b|ab)*(a|b|ab)*c"
        let value = String(repeating: "ab", count: 10) + "cd"
        let policy = try policy(
            """
            version: 1
            rules:
              - { id: all, effect: allow, match: { method: '.*' } }
              - { id: slow, effect: deny, match: { body.Env: '\(slow)' } }
            """
        )
        let one = call("POST", "/containers/create", body: "{\"Env\":[\"\(value)\"]}")
        #expect(policy.decide(one).allowed, "one such value is within every limit")

        let values = (0..<200_000).map { "\"\(value)\($0)\"" }.joined(separator: ",")
        let many = call("POST", "/containers/create", body: "{\"Env\":[\(values)]}")
        #expect(many.findings.isEmpty)
        let decision = policy.decide(many)
        #expect(decision.reason == .evaluationError)
        #expect(decision.failures.map(\.code) == ["time-limit"])
        #expect(decision.ruleIDs == ["slow"])
    }

    @Test func theClockIsLeftAloneForFewMatches() {
        // With a limit of nothing the first look is one at the processor's clock.
        var budget = MatchBudget(limit: 0)
        var allowed = 0
        for _ in 0..<63 where budget.allowsOne() { allowed += 1 }
        #expect(allowed == 63 && !budget.hasLookedAtClock)
        _ = budget.allowsOne()
        #expect(budget.hasLookedAtClock)
    }

    @Test func onceSpentItStaysSpent() {
        var budget = MatchBudget(limit: 0)
        var allowed = 0
        for _ in 0..<1000 where budget.allowsOne() { allowed += 1 }
        #expect(allowed >= 64 && allowed <= 128)
    }
}
