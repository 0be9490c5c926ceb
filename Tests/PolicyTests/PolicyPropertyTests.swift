import DockerAPI
import PCRE2
import Testing

@testable import Policy

/// What holds for every policy and every call.
struct PolicyPropertyTests {
    /// What a decision says, without the order of rules.
    private struct Summary: Equatable {
        let allowed: Bool
        let reason: Reason
        let rules: Set<String>
        let wouldDeny: Set<String>
        let wouldAllow: Set<String>

        init(_ decision: Decision) {
            allowed = decision.allowed
            reason = decision.reason
            rules = Set(decision.rules.map(\.id))
            wouldDeny = Set(decision.wouldDeny.map(\.id))
            wouldAllow = Set(decision.wouldAllow.map(\.id))
        }
    }

    private static let policies = 100
    private static let calls = 30

    @Test func theOrderOfRulesAndFilesNeverMatters() throws {
        var generator = PolicyGenerator(seed: 1)
        var reasons: Set<Reason> = []
        for _ in 0..<Self.policies {
            let rules = (0..<8).map { generator.rule("r\($0)") }
            let first = try policy(generator.files([rules, []]))
            let shuffled = rules.shuffled(using: &generator.random)
            let second = try policy(generator.files([Array(shuffled[..<3]), Array(shuffled[3...])]).reversed())
            for _ in 0..<Self.calls {
                let call = generator.call()
                let decision = Summary(first.decide(call))
                reasons.insert(decision.reason)
                #expect(decision == Summary(second.decide(call)))
            }
        }
        // The world is one where all of them happen.
        #expect(
            reasons.isSuperset(of: [.allowedByRule, .deniedByRule, .noRuleMatched, .evaluationError]),
            "\(reasons)"
        )
    }

    @Test func anotherDenyNeverOpens() throws {
        var generator = PolicyGenerator(seed: 2)
        for _ in 0..<Self.policies {
            let rules = (0..<6).map { generator.rule("r\($0)") }
            let less = try policy(generator.files([rules]))
            let more = try policy(generator.files([rules + [generator.rule("extra", effect: "deny")]]))
            for _ in 0..<Self.calls {
                let call = generator.call()
                if more.decide(call).allowed { #expect(less.decide(call).allowed) }
            }
        }
    }

    @Test func anotherAllowNeverCloses() throws {
        var generator = PolicyGenerator(seed: 3)
        for _ in 0..<Self.policies {
            let rules = (0..<6).map { generator.rule("r\($0)") }
            let less = try policy(generator.files([rules]))
            let more = try policy(generator.files([rules + [generator.rule("extra", effect: "allow")]]))
            for _ in 0..<Self.calls {
                let call = generator.call()
                let decision = more.decide(call)
                if less.decide(call).allowed, !decision.allowed { #expect(decision.reason == .evaluationError) }
            }
        }
    }

    @Test func explanationsAgreeWithDecisions() throws {
        var generator = PolicyGenerator(seed: 4)
        var close = 0
        for number in 0..<Self.policies {
            let rules = (0..<8).map { generator.rule("r\($0)") }
            let policy = try policy(generator.files([rules], default: number % 3 == 0 ? "allow" : "deny"))
            for _ in 0..<Self.calls {
                let call = generator.call()
                let decision = policy.decide(call)
                let explanation = policy.explain(call)
                #expect(Summary(explanation.decision) == Summary(decision))
                close += explanation.close.count
                if !call.findings.isEmpty { continue }
                #expect(Summary(decision) == Self.summary(of: explanation, default: policy.defaultEffect))
            }
        }
        #expect(close > 0)
    }

    /// The decision that the explained rules add up to, by the words of the semantics.
    private static func summary(of explanation: Explanation, default effect: Effect) -> Summary {
        func ids(_ outcome: ConditionOutcome, _ effect: Effect?, _ mode: EnforcementMode) -> [RuleReference] {
            explanation.rules.filter {
                $0.outcome == outcome && (effect == nil || $0.rule.effect == effect) && $0.rule.mode == mode
            }.map(\.rule)
        }
        let denying = ids(.holds, .deny, .enforce)
        let failed = ids(.failed, nil, .enforce)
        let allowing = ids(.holds, .allow, .enforce)
        var decision = Decision(allowed: false, reason: .noRuleMatched)
        if !denying.isEmpty {
            decision = Decision(allowed: false, reason: .deniedByRule)
            decision.rules = denying
        } else if !failed.isEmpty {
            decision = Decision(allowed: false, reason: .evaluationError)
            decision.rules = failed
        } else if !allowing.isEmpty {
            decision = Decision(allowed: true, reason: .allowedByRule)
            decision.rules = allowing
        } else if effect == .allow {
            decision = Decision(allowed: true, reason: .defaultAllow)
        }
        decision.wouldDeny = ids(.holds, .deny, .monitor) + ids(.failed, nil, .monitor)
        decision.wouldAllow = ids(.holds, .allow, .monitor)
        return Summary(decision)
    }

    @Test func explainedConditionsAddUpToTheirRule() throws {
        var generator = PolicyGenerator(seed: 5)
        for _ in 0..<Self.policies {
            let policy = try policy(generator.files([(0..<5).map { generator.rule("r\($0)") }]))
            for _ in 0..<Self.calls {
                for rule in policy.explain(generator.call()).rules {
                    #expect((rule.outcome == .holds) == rule.unmet.isEmpty)
                    #expect(rule.conditions.map(\.place) == rule.conditions.map(\.place).sorted())
                }
            }
        }
    }

    /// The index leaves out no rule that matters: the same as asking every rule.
    @Test(arguments: [(UInt64(6), 12, false), (7, 150, true)])
    func theIndexChangesNothing(seed: UInt64, count: Int, paths: Bool) throws {
        var generator = PolicyGenerator(seed: seed)
        generator.hasManyPaths = paths
        var skipped = 0
        var (filtered, listed) = (0, 0)
        for _ in 0..<Self.policies {
            let policy = try policy(generator.files([(0..<count).map { generator.rule("r\($0)") }]))
            let set = policy.compiled.request
            if set.index.filtersPaths { filtered += 1 }
            if set.index.listsPatterns { listed += 1 }
            for _ in 0..<Self.calls {
                let call = generator.call()
                var evaluator = Evaluator(policy.compiled, call, scratch: MatchScratch(), observer: NoObserver())
                var found: [String: Truth] = [:]
                set.index.forEachCandidate(
                    call,
                    evaluator.membership,
                    evaluator.scratch,
                    mayMatch: { evaluator.mayMatch() }
                ) { candidate in
                    let known = found.updateValue(
                        evaluator.evaluate(candidate, call),
                        forKey: candidate.rule.identity.id
                    )
                    #expect(known == nil)
                }
                skipped += set.rules.count - found.count
                for rule in set.rules {
                    let truth = evaluator.evaluate(rule, call)
                    #expect(
                        found[rule.identity.id] ?? .no == truth || found[rule.identity.id] == nil && truth == .undefined
                    )
                }
            }
        }
        #expect(skipped > 0)
        #expect(paths ? filtered > Self.policies / 4 : filtered == 0, "\(filtered)")
        #expect(paths ? listed > 3 : listed == 0, "\(listed)")
    }
}
