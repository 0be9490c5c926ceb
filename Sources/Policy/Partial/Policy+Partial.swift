import DockerAPI
import PCRE2

extension Policy {
    /// Decides a call of which not everything is known, by the rules alone: the call's findings are left aside.
    ///
    /// - Parameters:
    ///   - call: What is known stands in it; what its unknown attributes hold doesn't matter.
    ///   - enforcesMonitored: Whether rules in monitor mode count as all others; else they count for nothing.
    ///   - explains: Whether to say what is left of each rule on which the outcome depends.
    public func decidePartially(
        _ call: APICall,
        _ unknowns: CallUnknowns,
        enforcesMonitored: Bool = false,
        explains: Bool = false,
        scratch: MatchScratch
    ) -> PartialDecision {
        var evaluator = PartialEvaluator(compiled, call, unknowns, scratch: scratch)
        var tally = PartialTally()
        let set = compiled.rules(for: call.phase)
        if evaluator.knowsKeys {
            set.index.forEachCandidate(
                call,
                evaluator.engine.membership,
                scratch,
                mayMatch: { evaluator.mayMatch() }
            ) { candidate in
                guard enforcesMonitored || candidate.rule.identity.mode == .enforce else { return }
                tally.add(candidate.rule, evaluator.possibilities(candidate))
            }
        } else {
            for rule in set.rules where enforcesMonitored || rule.identity.mode == .enforce {
                tally.add(rule, evaluator.possibilities(rule))
            }
        }
        return tally.decision(defaultEffect: call.phase == .request ? defaultEffect : .allow) { rule in
            explains ? evaluator.conditions(of: rule) : []
        }
    }
}
