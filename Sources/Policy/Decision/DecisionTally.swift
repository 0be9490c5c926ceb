import DockerAPI
import PCRE2

/// Counts what the guards and the rules say about a call, in any order, and makes the decision of it.
struct DecisionTally {
    var wouldGuard: [Guard] = []
    private var denying: [RuleReference] = []
    private var allowing: [RuleReference] = []
    private var failing: [RuleReference] = []
    private var wouldDeny: [RuleReference] = []
    private var wouldAllow: [RuleReference] = []
    private var failures: [EvaluationFailure] = []

    /// Adds what one rule says.
    mutating func add(_ identity: RuleIdentity, _ truth: Truth, _ failure: MatchFailure?) {
        guard truth == .yes || truth == .failed else { return }
        let rule = RuleReference(identity: identity)
        let isEnforced = identity.mode == .enforce
        if truth == .failed {
            failures.append(EvaluationFailure(rule: rule, code: failure?.rawValue ?? MatchFailure.other.rawValue))
            if isEnforced { failing.append(rule) } else { wouldDeny.append(rule) }
        } else if identity.effect == .deny {
            if isEnforced { denying.append(rule) } else { wouldDeny.append(rule) }
        } else {
            if isEnforced { allowing.append(rule) } else { wouldAllow.append(rule) }
        }
    }

    /// The decision of a call that a guard has stopped: no rule is asked.
    func stopped(by finding: GuardFinding) -> Decision {
        var decision = Decision(allowed: false, reason: Reason(finding.guard))
        decision.message = GuardAdvice.message(for: finding)
        decision.wouldGuard = wouldGuard
        return decision
    }

    func decision(
        _ call: APICall,
        _ groups: GroupTable,
        _ membership: GroupSet,
        defaultEffect: Effect
    ) -> Decision {
        var decision: Decision
        if !denying.isEmpty {
            decision = Decision(allowed: false, reason: .deniedByRule)
            decision.rules = Self.sorted(denying)
        } else if !failing.isEmpty {
            decision = Decision(allowed: false, reason: .evaluationError)
            decision.rules = Self.sorted(failing)
        } else if !allowing.isEmpty {
            decision = Decision(allowed: true, reason: .allowedByRule)
            decision.rules = Self.sorted(allowing)
        } else if defaultEffect == .allow {
            decision = Decision(allowed: true, reason: .defaultAllow)
        } else {
            decision = Decision(allowed: false, reason: .noRuleMatched)
        }
        decision.wouldGuard = wouldGuard
        decision.wouldDeny = Self.sorted(wouldDeny)
        decision.wouldAllow = Self.sorted(wouldAllow)
        decision.failures = failures.sorted { $0.rule.identity.ordinal < $1.rule.identity.ordinal }
        if decision.failures.count > Decision.failureLimit {
            decision.failures.removeSubrange(Decision.failureLimit...)
        }
        if !decision.allowed {
            decision.message = DenialMessage.sentence(for: decision, call, groups, membership)
        }
        return decision
    }

    private static func sorted(_ rules: [RuleReference]) -> [RuleReference] {
        guard rules.count > 1 else { return rules }
        return rules.sorted { $0.identity.ordinal < $1.identity.ordinal }
    }
}
