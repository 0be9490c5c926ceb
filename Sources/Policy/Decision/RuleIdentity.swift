import DockerAPI

/// What is said about a rule when it has decided something. One object for each rule of a policy.
final class RuleIdentity: Sendable {
    let id: String
    let effect: Effect
    let mode: EnforcementMode
    let phase: CallPhase
    let message: MessageTemplate?
    let place: SourcePlace
    /// The rule's number in the order of the policy's files.
    let ordinal: Int
    /// What is recorded of calls that the rule decides; nothing where it doesn't say.
    let audit: AuditLevel?

    init(
        id: String,
        effect: Effect,
        mode: EnforcementMode,
        phase: CallPhase,
        message: MessageTemplate?,
        place: SourcePlace,
        ordinal: Int,
        audit: AuditLevel? = nil
    ) {
        self.id = id
        self.effect = effect
        self.mode = mode
        self.phase = phase
        self.message = message
        self.place = place
        self.ordinal = ordinal
        self.audit = audit
    }
}
