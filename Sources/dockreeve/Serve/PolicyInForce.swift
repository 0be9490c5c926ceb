import Audit
import DockerAPI
import Policy

/// The policy that decides, or why there is none, with everything that a call needs of it. Immutable, swapped as a whole.
final class PolicyInForce: Sendable {
    /// Nothing while there is none: every call is denied, and people are told why.
    let policy: Policy?
    let stamp: PolicyStamp?
    let since: Timestamp
    /// What people are told while there is no policy: the first mistake, with its place.
    let refusalMessage: String
    /// What a call has to be read for.
    let needs: CallNeeds
    let readsResponses: Bool
    /// How often a rule in monitor mode would have changed an answer, by its id.
    let monitorHits: [String: Counter]

    init(_ policy: Policy, _ stamp: PolicyStamp, since: Timestamp = .now()) {
        self.policy = policy
        self.stamp = stamp
        self.since = since
        refusalMessage = ""
        needs = Self.needs(policy.needs)
        readsResponses = policy.hasResponseRules
        let monitored = policy.rules.filter { $0.mode == .monitor }
        monitorHits = Dictionary(monitored.map { ($0.id, Counter()) }) { first, _ in first }
    }

    /// - Parameters:
    ///   - refusal: Why there is no policy.
    ///   - kept: Why the last good one can't stand in.
    init(refused refusal: PolicyRefusal, kept: String? = nil, since: Timestamp = .now()) {
        policy = nil
        stamp = nil
        self.since = since
        let why = kept.map { "; \($0)" } ?? ""
        refusalMessage =
            "dockreeve has no policy, so every call is denied: \(refusal.summary)\(why); "
            + "mend it and try it with `dockreeve check`, it is taken up at once"
        needs = Self.needs(.nothing)
        readsResponses = false
        monitorHits = [:]
    }

    private static func needs(_ needs: CallNeeds) -> CallNeeds {
        var needs = needs
        AuditEntry.insertNeeds(into: &needs)
        return needs
    }

    /// Counts what rules in monitor mode say about a call.
    func countMonitored(_ decision: Decision) {
        guard !monitorHits.isEmpty else { return }
        for rule in decision.wouldDeny { monitorHits[rule.id]?.add() }
        for rule in decision.wouldAllow { monitorHits[rule.id]?.add() }
    }
}
