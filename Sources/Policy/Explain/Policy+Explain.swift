import DockerAPI
import PCRE2

extension Policy {
    /// Decides one call and says why: each rule is evaluated by the engine that decides, with somebody watching.
    ///
    /// For people, not for the way of a call: it evaluates what deciding leaves out, and allocates.
    public func explain(_ call: APICall, guards: GuardModes = .enforced, scratch: MatchScratch) -> Explanation {
        let decision = decide(call, guards: guards, scratch: scratch)
        let deciding = Set(decision.rules.map(\.identity.ordinal))
        let rules = compiled.rules(for: call.phase).rules.map { rule in
            explain(rule, call, isDeciding: deciding.contains(rule.identity.ordinal), scratch)
        }
        return Explanation(
            decision: decision,
            call: ExplainedCall(call, groups: groups(of: call)),
            guards: call.findings.map { ExplainedGuard(finding: $0, mode: guards[$0.guard]) },
            guardModes: guards,
            rules: rules.map { (rule: $0, rank: $0.rank) }.sorted { $0.rank < $1.rank }.map(\.rule)
        )
    }

    private func explain(
        _ rule: CompiledRule,
        _ call: APICall,
        isDeciding: Bool,
        _ scratch: MatchScratch
    ) -> ExplainedRule {
        var evaluator = Evaluator(compiled, call, scratch: scratch, observer: TraceObserver())
        let truth = evaluator.evaluate(rule, call)
        return ExplainedRule(
            rule: RuleReference(identity: rule.identity),
            outcome: ConditionOutcome(truth),
            conditions: evaluator.observer.conditions,
            isDeciding: isDeciding
        )
    }
}
