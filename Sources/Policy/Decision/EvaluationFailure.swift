/// A rule that could not be evaluated, and why.
public struct EvaluationFailure: Sendable, Hashable {
    public let rule: RuleReference
    /// A stable code: `match-limit`, `invalid-utf8`, ….
    public let code: String
}
