import Policy

/// What an audit record says beside the call and its decision.
public struct RecordContext: Sendable {
    /// The same in both phases.
    public var id: DecisionID
    /// The policy that decided; nothing when there is none in force.
    public var policy: PolicyStamp?
    /// The groups that the caller belongs to under that policy.
    public var groups: [String]
    /// From the call's arrival to the decision, in microseconds.
    public var microseconds: UInt64
    /// How much of the call is recorded; ``AuditLevel/none`` counts as the next.
    public var level: AuditLevel

    public init(
        id: DecisionID,
        policy: PolicyStamp?,
        groups: [String] = [],
        microseconds: UInt64,
        level: AuditLevel = .metadata
    ) {
        self.id = id
        self.policy = policy
        self.groups = groups
        self.microseconds = microseconds
        self.level = level
    }
}
