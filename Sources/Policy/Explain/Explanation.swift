/// Why a call is decided as it is.
public struct Explanation: Sendable {
    /// The decision itself, as ``Policy/decide(_:guards:scratch:)`` gives it.
    public let decision: Decision
    public let call: ExplainedCall
    public let guards: [ExplainedGuard]
    /// Which guards would deny, whatever they found.
    public let guardModes: GuardModes
    /// Every rule of the call's phase: those that decided, those that matched, those that came close, the others.
    public let rules: [ExplainedRule]

    public var matched: [ExplainedRule] { rules.filter { $0.outcome == .holds } }
    public var close: [ExplainedRule] { rules.filter(\.isClose) }
}
