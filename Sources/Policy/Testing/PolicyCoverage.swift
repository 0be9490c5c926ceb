/// What the tests of a policy have shown of its rules.
public struct PolicyCoverage: Sendable {
    /// A rule's condition, in whichever depth of `any` and `not` it stands.
    public struct Condition: Sendable {
        public let place: SourcePlace
        /// As the rule file has it, in one line.
        public let text: String
        /// Whether some test has seen it hold, or not hold.
        public let held: Bool
        public let failed: Bool
    }

    public struct Rule: Sendable {
        public let rule: RuleReference
        /// Whether the rule matched the call of some test.
        public let matched: Bool
        /// In the order of the file.
        public let conditions: [Condition]
    }

    /// In the order of the files.
    public let rules: [Rule]

    public var matchedRules: Int { rules.count { $0.matched } }
    public var conditions: Int { rules.reduce(0) { $0 + $1.conditions.count } }
    /// The conditions that were seen both holding and failing.
    public var coveredConditions: Int {
        rules.reduce(0) { $0 + $1.conditions.count { $0.held && $0.failed } }
    }

    /// What there is to show: that each rule matches, that each condition holds, and that it fails.
    public var goals: Int { rules.count + 2 * conditions }
    public var reachedGoals: Int {
        matchedRules + rules.reduce(0) { $0 + $1.conditions.reduce(0) { $0 + ($1.held ? 1 : 0) + ($1.failed ? 1 : 0) } }
    }

    /// Percent of the goals, 0 to 100; rounded down to a tenth, so that 100 is all.
    public var percent: Double {
        guard goals > 0 else { return 100 }
        return Double(reachedGoals * 1000 / goals) / 10
    }
}
