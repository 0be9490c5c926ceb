import DockerAPI

/// Why a call was decided as it was: a stable code for records, scripts and messages.
public struct Reason: RawRepresentable, Hashable, Sendable {
    public let rawValue: String

    public init(rawValue: String) {
        self.rawValue = rawValue
    }

    /// The code of the guard that stopped the call.
    public init(_ guarding: Guard) {
        rawValue = guarding.rawValue
    }

    public static let allowedByRule = Reason(rawValue: "allowed-by-rule")
    public static let deniedByRule = Reason(rawValue: "denied-by-rule")
    public static let noRuleMatched = Reason(rawValue: "no-rule-matched")
    /// No rule matched, and the policy says `default: allow`; or no response rule had anything against an answer.
    public static let defaultAllow = Reason(rawValue: "default-allow")
    /// The whole plugin is in monitor mode, and only that allowed the call.
    public static let monitorMode = Reason(rawValue: "monitor-mode")
    /// There is no usable policy in force.
    public static let noPolicy = Reason(rawValue: "no-policy")
    /// A rule could not be evaluated: a match limit was hit, or a value was not text.
    public static let evaluationError = Reason(rawValue: "evaluation-error")
    /// A bug of ours.
    public static let internalError = Reason(rawValue: "internal-error")
    /// The decision could not be recorded, and the configuration asks for records.
    public static let auditUnavailable = Reason(rawValue: "audit-unavailable")
}

extension Reason: CustomStringConvertible {
    public var description: String { rawValue }
}

extension Reason {
    /// Every reason that a decision about a call can have.
    static let ofDecisions: [Reason] =
        [.allowedByRule, .deniedByRule, .noRuleMatched, .defaultAllow, .evaluationError]
        + Guard.allCases.map(Reason.init)
}
