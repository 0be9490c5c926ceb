import Policy

/// What has come and gone since the plugin started.
struct ServeCounters: Sendable {
    let requests = Counter()
    let responses = Counter()
    let allowed = ReasonCounters()
    let denied = ReasonCounters()
    /// Calls that were allowed, and would not have been with everything in monitor mode enforced.
    let wouldDeny = ReasonCounters()
    /// Calls that were denied, and would not have been with the monitored allow rules in force.
    let wouldAllow = Counter()
    /// Records that could not be written.
    let unrecorded = Counter()

    func add(_ decision: Decision) {
        if decision.allowed { allowed.add(decision.reason) } else { denied.add(decision.reason) }
        guard decision.hasMonitored else { return }
        let isAllowed = decision.allowedIfEnforced
        if decision.allowed, !isAllowed {
            wouldDeny.add(decision.wouldReason ?? (decision.wouldDeny.isEmpty ? guardReason(decision) : .deniedByRule))
        } else if !decision.allowed, isAllowed {
            wouldAllow.add()
        }
    }

    private func guardReason(_ decision: Decision) -> Reason {
        decision.wouldGuard.first.map { Reason($0) } ?? .deniedByRule
    }
}
