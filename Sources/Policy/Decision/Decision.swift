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
    public var hasMonitored: Bool { !(wouldDeny.isEmpty && wouldAllow.isEmpty && wouldGuard.isEmpty) }

    /// What the answer would have been with everything in monitor mode enforced.
    public var allowedIfEnforced: Bool {
        guard wouldDeny.isEmpty, wouldGuard.isEmpty else { return false }
        return allowed || (reason == .noRuleMatched && !wouldAllow.isEmpty)
    }
}
