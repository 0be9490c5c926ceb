import DockerAPI

/// Names a rule of a compiled policy. Copying one is cheap: it is a reference to what the policy holds anyway.
public struct RuleReference: Sendable {
    let identity: RuleIdentity

    public var id: String { identity.id }
    public var effect: Effect { identity.effect }
    public var phase: CallPhase { identity.phase }
    /// `monitor` when the rule or its file says so.
    public var mode: EnforcementMode { identity.mode }
    /// How much is recorded of calls that the rule decides; nothing where it leaves that to the configuration.
    public var audit: AuditLevel? { identity.audit }
    /// Where the rule stands.
    public var place: SourcePlace { identity.place }
    public var file: String { identity.place.file }
    public var line: Int { identity.place.line }
}

extension RuleReference: Hashable {
    public static func == (one: RuleReference, other: RuleReference) -> Bool {
        one.identity === other.identity || (one.id == other.id && one.place == other.place)
    }

    public func hash(into hasher: inout Hasher) {
        hasher.combine(id)
    }
}

extension RuleReference: CustomStringConvertible {
    public var description: String { id }
}
