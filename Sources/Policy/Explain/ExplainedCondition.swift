/// A part of a rule's `match`, and why it holds or doesn't.
public struct ExplainedCondition: Sendable {
    public let place: SourcePlace
    /// As the rule file has it, in one line.
    public let text: String
    public let outcome: ConditionOutcome
    /// What it looked at, the values that don't fit first; at most ``valueLimit``.
    public let values: [ExplainedValue]
    /// How many values there were.
    public let valueCount: Int
    /// The conditions of an `any` or a `not`, in the order of the file.
    public let parts: [ExplainedCondition]
    /// Whether it is about the path, the action or the like, so that a rule that has it holding is about such calls.
    let isAboutOperation: Bool
    /// Whether all parts have to hold.
    let isGroup: Bool

    public static let valueLimit = 6
}
