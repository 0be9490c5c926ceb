import DockerAPI

/// The answer to one call and everything that an audit record or a message says about it.
public struct Decision: Sendable {
    public internal(set) var allowed: Bool
    public internal(set) var reason: Reason
    /// The rules that decided, in the order of the policy's files; empty when no rule did.
    public internal(set) var rules: [RuleReference] = []
    /// Rules in monitor mode that matched and would have denied, or could not be evaluated.
    public internal(set) var wouldDeny: [RuleReference] = []
    /// Rules in monitor mode that matched and would have allowed.
    public internal(set) var wouldAllow: [RuleReference] = []
    /// Guards in monitor mode that found something.
    public internal(set) var wouldGuard: [Guard] = []
    /// Rules whose evaluation failed; at most ``failureLimit``.
    public internal(set) var failures: [EvaluationFailure] = []
    /// What a person is told about a denial, without the rule ids; nothing when allowed.
    public internal(set) var message: String?
    /// Why the call would have been denied, where only the plugin's own monitor mode allowed it.
    public private(set) var wouldReason: Reason?

    static let failureLimit = 8

    init(allowed: Bool, reason: Reason, message: String? = nil) {
        self.allowed = allowed
        self.reason = reason
        self.message = message
    }

    /// A denial that no policy was asked about.
    public static func refused(_ reason: Reason, message: String) -> Decision {
        Decision(allowed: false, reason: reason, message: SafeText.inline(message, maximum: DenialMessage.limit))
    }

    /// Whether monitored rules or guards found something.
    public var hasMonitored: Bool {
        wouldReason != nil || !(wouldDeny.isEmpty && wouldAllow.isEmpty && wouldGuard.isEmpty)
    }

    /// What the answer would have been with everything in monitor mode enforced.
    public var allowedIfEnforced: Bool {
        guard wouldDeny.isEmpty, wouldGuard.isEmpty else { return false }
        if let wouldReason { return wouldReason == .noRuleMatched && !wouldAllow.isEmpty }
        return allowed || (reason == .noRuleMatched && !wouldAllow.isEmpty)
    }

    /// How much is recorded of the call: what the deciding rule says that asks for the most, whatever their order.
    ///
    /// A denial is always recorded, and so is what somebody who monitors rules or guards waits for.
    ///
    /// - Parameter standard: For deciding rules that say nothing of it, and where no rule decided.
    public func auditLevel(_ standard: AuditLevel) -> AuditLevel {
        let asked = rules.lazy.map { $0.audit ?? standard }.max() ?? standard
        return allowed && !hasMonitored && failures.isEmpty ? asked : max(asked, .metadata)
    }

    /// The same decision under a plugin in monitor mode: allowed, and what was decided moved to what would have been.
    public func monitored() -> Decision {
        guard !allowed else { return self }
        var decision = self
        decision.allowed = true
        decision.reason = .monitorMode
        decision.wouldReason = reason
        decision.wouldDeny = rules + wouldDeny
        decision.rules = []
        decision.message = nil
        return decision
    }
}
