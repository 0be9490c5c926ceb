/// A part of a rule's `match` that can't be told yet.
public struct OpenCondition: Sendable, Hashable {
    /// As the rule file says it, in one line; of an `any`, only the parts that may still hold.
    public let text: String
    public let place: SourcePlace
}
