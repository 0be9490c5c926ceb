import Audit
import DockerAPI
import PCRE2
import Policy

/// Decides recorded calls by one policy, with what the record tells.
struct CandidatePolicy {
    /// What the policy says about a recorded call.
    struct Verdict {
        /// Nothing where the record doesn't hold what a rule asks for.
        var isAllowed: Bool?
        var reason: Reason?
        /// The rules that decide, or match in any case.
        var rules: [RuleReference] = []
        /// The rules that ask for more than the record holds.
        var open: [PartialDecision.OpenRule] = []
    }

    let policy: Policy
    /// Whether rules and guards in monitor mode count as all others.
    let enforcesMonitored: Bool
    private let scratch = MatchScratch()

    init(_ policy: Policy, enforcesMonitored: Bool) {
        self.policy = policy
        self.enforcesMonitored = enforcesMonitored
    }

    /// A call that the record tells in part; guards that spoke then have the same to say now.
    func verdict(_ call: APICall, _ unknowns: CallUnknowns, guards: [Guard]) -> Verdict {
        if let first = guards.first { return Verdict(isAllowed: false, reason: Reason(first)) }
        let decision = policy.decidePartially(
            call,
            unknowns,
            enforcesMonitored: enforcesMonitored,
            scratch: scratch
        )
        let isAllowed: Bool? =
            switch decision.outcome {
            case .allow: true
            case .deny: false
            case .depends: nil
            }
        return Verdict(isAllowed: isAllowed, reason: decision.reason, rules: decision.rules, open: decision.open)
    }

    /// A call of which everything was recorded.
    func verdict(_ call: APICall) -> Verdict {
        let decision = policy.decide(call, scratch: scratch)
        guard enforcesMonitored, decision.hasMonitored else {
            return Verdict(isAllowed: decision.allowed, reason: decision.reason, rules: decision.rules)
        }
        let isAllowed = decision.allowedIfEnforced
        if decision.allowed == isAllowed {
            return Verdict(isAllowed: isAllowed, reason: decision.reason, rules: decision.rules)
        }
        return Verdict(
            isAllowed: isAllowed,
            reason: isAllowed ? .allowedByRule : .deniedByRule,
            rules: isAllowed ? decision.wouldAllow : decision.wouldDeny
        )
    }

    /// What is left of the rules that ask for more than the record holds.
    func conditions(_ call: APICall, _ unknowns: CallUnknowns) -> [PartialDecision.OpenRule] {
        policy.decidePartially(
            call,
            unknowns,
            enforcesMonitored: enforcesMonitored,
            explains: true,
            scratch: scratch
        ).open
    }
}
