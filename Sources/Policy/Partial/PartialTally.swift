/// Counts what rules may say about a call, in any order, and makes the partial decision of it.
struct PartialTally {
    /// Matches in any case.
    private var denying: [RuleIdentity] = []
    private var allowing: [RuleIdentity] = []
    private var failing: [RuleIdentity] = []
    /// May match.
    private var mayDeny: [CompiledRule] = []
    private var mayAllow: [CompiledRule] = []
    /// May fail; also a denial.
    private var mayFail: [CompiledRule] = []

    mutating func add(_ rule: CompiledRule, _ truth: TruthSet) {
        let isDeny = rule.identity.effect == .deny
        if truth == .yes {
            if isDeny { denying.append(rule.identity) } else { allowing.append(rule.identity) }
        } else if truth == TruthSet(.failed) {
            failing.append(rule.identity)
        } else {
            if truth.contains(.failed) { mayFail.append(rule) }
            if truth.contains(.yes) {
                if isDeny { mayDeny.append(rule) } else { mayAllow.append(rule) }
            }
        }
    }

    /// - Parameter conditions: Says what is left of a rule.
    func decision(
        defaultEffect: Effect,
        _ conditions: (CompiledRule) -> [OpenCondition]
    ) -> PartialDecision {
        if !denying.isEmpty { return certain(.deny, .deniedByRule, denying) }
        if !failing.isEmpty { return certain(.deny, mayDeny.isEmpty ? .evaluationError : nil, failing) }
        let denials = mayDeny + mayFail.filter { rule in !mayDeny.contains { $0 === rule } }
        let allows = !allowing.isEmpty || defaultEffect == .allow
        if denials.isEmpty {
            if !allowing.isEmpty { return certain(.allow, .allowedByRule, allowing) }
            if allows { return certain(.allow, mayAllow.isEmpty ? .defaultAllow : nil, []) }
            if mayAllow.isEmpty { return certain(.deny, .noRuleMatched, []) }
        } else if !allows, mayAllow.isEmpty {
            return certain(.deny, nil, [])
        }
        let open = (allows ? denials : mayAllow + denials.filter { rule in !mayAllow.contains { $0 === rule } })
            .sorted { $0.identity.ordinal < $1.identity.ordinal }
        return PartialDecision(
            outcome: .depends,
            reason: nil,
            rules: references(allowing),
            open: open.map { .init(rule: RuleReference(identity: $0.identity), conditions: conditions($0)) }
        )
    }

    private func certain(
        _ outcome: PartialDecision.Outcome,
        _ reason: Reason?,
        _ rules: [RuleIdentity]
    ) -> PartialDecision {
        PartialDecision(outcome: outcome, reason: reason, rules: references(rules), open: [])
    }

    private func references(_ rules: [RuleIdentity]) -> [RuleReference] {
        guard rules.count > 1 else { return rules.map(RuleReference.init) }
        return rules.sorted { $0.ordinal < $1.ordinal }.map(RuleReference.init)
    }
}
