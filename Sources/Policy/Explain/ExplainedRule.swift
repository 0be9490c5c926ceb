/// What a rule made of a call.
public struct ExplainedRule: Sendable {
    public let rule: RuleReference
    public let outcome: ConditionOutcome
    /// The conditions that have to hold, in the order of the file.
    public let conditions: [ExplainedCondition]
    /// Whether the rule is one of those that decided.
    public let isDeciding: Bool

    /// The conditions that don't hold, in the order of the file.
    public var unmet: [ExplainedCondition] { conditions.filter { $0.outcome != .holds } }

    /// Whether the rule didn't match, and little was missing: all conditions but one hold, or it is about this operation
    /// and no more than two don't.
    public var isClose: Bool {
        guard outcome != .holds else { return false }
        if outcome != .fails { return true }
        let missing = unmet.count
        if missing == 1, conditions.count > 1 { return true }
        return missing <= 2 && conditions.contains { $0.outcome == .holds && $0.isAboutOperation }
    }

    /// Smaller comes first: the deciding rules, then what matched, then what came close.
    var rank: (Int, Int, Int, Int) {
        let kind =
            switch outcome {
            case _ where isDeciding: 0
            case .holds: 1
            case .failed: 2
            case .undefined: 3
            case .fails: isClose ? 4 : 5
            }
        return (kind, unmet.count, -conditions.count, rule.identity.ordinal)
    }
}
