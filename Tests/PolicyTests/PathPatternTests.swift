import DockerAPI
import PCRE2
import Testing

@testable import Policy

/// Many rules with nothing but patterns for the path are run side by side; what they decide is what each says alone.
@Suite struct PathPatternTests {
    private static let others = (0..<20).map {
        "  - { id: 'other-\($0)', effect: allow, match: { path: '/[a-z]+/[0-9]{\($0 + 70)}/[a-z]+' } }\n"
    }.joined()

    private func crowded(_ rule: String) throws -> Policy {
        let policy = try policy("version: 1\nrules:\n\(Self.others)  - \(rule)\n")
        #expect(policy.compiled.request.index.listsPatterns)
        return policy
    }

    @Test func theRestOfARuleCounts() throws {
        let policy = try crowded(
            "{ id: r, effect: allow, match: { path: '/[a-z]+/[0-9]/[a-z]+', query.all: '1', user: { not: eve } } }"
        )
        #expect(policy.decide(call("GET", "/containers/1/json?all=1")).ruleIDs == ["r"])
        #expect(policy.decide(call("GET", "/containers/1/json?all=0")).reason == .noRuleMatched)
        #expect(policy.decide(call("GET", "/containers/1/json?all=1", user: "eve")).reason == .noRuleMatched)
        #expect(policy.decide(call("GET", "/containers/y/json?all=1")).reason == .noRuleMatched)
    }

    @Test func aPatternThatFailsDeniesTheCallWithItsRule() throws {
        let policy = try crowded("{ id: slow, effect: deny, match: { path: '/[a-z]+/([a-z]+)+[0-9]/[a-z]+' } }")
        let hostile = call("GET", "/containers/\(String(repeating: "a", count: 64))-/json")
        let decision = policy.decide(hostile)
        #expect(decision.reason == .evaluationError && decision.ruleIDs == ["slow"])
        #expect(decision.failures.map(\.code) == ["match-limit"])
        #expect(policy.decide(call("GET", "/containers/aaa7/json")).reason == .deniedByRule)
    }

    @Test func thousandsOfSlowPatternsCostNoMoreThanAFew() throws {
        let slow = (0..<3000).map {
            "  - { id: 'slow-\($0)', effect: deny, match: { path: '/[a-z]+/([a-z]+)+[0-9]{\($0 % 9 + 1)}/[a-z]+' } }\n"
        }.joined()
        let policy = try policy("version: 1\nrules:\n\(slow)")
        let hostile = call("GET", "/containers/\(String(repeating: "a", count: 64))-/json")
        let decision = policy.decide(hostile)
        #expect(decision.reason == .evaluationError && decision.rules.count == 3000)

        var evaluator = Evaluator(policy.compiled, hostile, scratch: MatchScratch(), observer: NoObserver())
        var run = 0
        policy.compiled.request.index.forEachCandidate(
            hostile,
            evaluator.membership,
            evaluator.scratch,
            mayMatch: {
                let mayMatch = evaluator.mayMatch()
                if mayMatch { run += 1 }
                return mayMatch
            }
        ) { candidate in
            #expect(evaluator.evaluate(candidate, hostile) == .failed)
        }
        #expect(run == 32)
    }
}
