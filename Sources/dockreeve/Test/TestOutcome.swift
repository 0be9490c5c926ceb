import Policy

/// All that a run of tests has brought to light.
struct TestOutcome {
    let results: [PolicyTestResult]
    /// Nothing where nobody asked for it.
    let coverage: PolicyCoverage?
    /// Percent.
    let threshold: Double?
    /// The text of `dockreeve explain` for a test's call.
    let explain: (PolicyTest) -> String?

    var failed: Int { results.count { !$0.passed } }
    var skipped: Int { results.count { $0.isSkipped } }

    /// Whether as much is covered as was asked for.
    var isCovered: Bool {
        guard let threshold, let coverage else { return true }
        return coverage.percent >= threshold
    }

    var passed: Bool { failed == 0 && isCovered }

    /// What a result has to say, one line for each difference.
    static func messages(_ result: PolicyTestResult) -> [String] {
        result.differences.map(\.description)
    }

    /// One decimal, and none where it is zero.
    static func percentage(_ number: Double) -> String {
        number == number.rounded() ? String(Int(number)) : String(number)
    }

    var coverageMessage: String? {
        coverage.map {
            "\($0.matchedRules) of \($0.rules.count) rules, \($0.coveredConditions) of \($0.conditions) conditions in both "
                + "ways, \(Self.percentage($0.percent)) %"
        }
    }

    var thresholdMessage: String? {
        guard let threshold, let coverage, !isCovered else { return nil }
        return "\(Self.percentage(coverage.percent)) % covered, \(Self.percentage(threshold)) % asked for"
    }
}
