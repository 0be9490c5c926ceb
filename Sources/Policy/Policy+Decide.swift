import DockerAPI
import PCRE2

extension Policy {
    /// Decides one call.
    ///
    /// First the guards' findings, then the rules of the call's phase: one deny beats every allow, the order of rules
    /// and files never matters, what can't be evaluated is denied, and what no rule allows is denied. An answer of the
    /// engine (the response phase) is let through unless a rule denies it, since its call was allowed already.
    ///
    /// - Parameter scratch: The caller's own; one for each thread or event loop.
    public func decide(_ call: APICall, guards: GuardModes = .enforced, scratch: MatchScratch) -> Decision {
        var tally = DecisionTally()
        var stopped: GuardFinding?
        for finding in call.findings {
            if guards[finding.guard] == .monitor {
                if !tally.wouldGuard.contains(finding.guard) { tally.wouldGuard.append(finding.guard) }
            } else if stopped == nil {
                stopped = finding
            }
        }
        if let stopped { return tally.stopped(by: stopped) }

        var evaluator = Evaluator(compiled, call, scratch: scratch, observer: NoObserver())
        let set = compiled.rules(for: call.phase)
        set.index.forEachCandidate(
            call,
            evaluator.membership,
            scratch,
            mayMatch: { evaluator.mayMatch() }
        ) { candidate in
            let truth = evaluator.evaluate(candidate, call)
            tally.add(candidate.rule.identity, truth, evaluator.failure)
        }
        let defaultEffect = call.phase == .request ? compiled.defaultEffect : .allow
        return tally.decision(call, compiled.groups, evaluator.membership, defaultEffect: defaultEffect)
    }
}
