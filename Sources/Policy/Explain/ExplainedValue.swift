/// A value that a condition has looked at.
public struct ExplainedValue: Sendable, Equatable {
    /// Safe to show, and cut when it is long.
    public let text: String
    /// What the value alone makes of the condition.
    public let outcome: ConditionOutcome
}
