import Policy

/// A run of tests for a person.
struct TestText {
    private let outcome: TestOutcome
    private let isVerbose: Bool

    init(_ outcome: TestOutcome, isVerbose: Bool) {
        self.outcome = outcome
        self.isVerbose = isVerbose
    }

    var text: String {
        var lines: [String] = []
        for result in outcome.results { lines += self.lines(of: result) }
        if let coverage = outcome.coverage { lines += self.lines(of: coverage) }
        let passed = outcome.results.count - outcome.failed - outcome.skipped
        var summary = "\(passed) passed, \(outcome.failed) failed"
        if outcome.skipped > 0 { summary += ", \(outcome.skipped) skipped" }
        lines.append(summary)
        if let message = outcome.coverageMessage { lines.append("coverage: \(message)") }
        if let message = outcome.thresholdMessage { lines.append("too little is tested: \(message)") }
        return lines.joined(separator: "\n") + "\n"
    }

    private func lines(of result: PolicyTestResult) -> [String] {
        let name = "\(result.test.name)  \(result.test.place.lineDescription)"
        if let reason = result.test.skipReason { return isVerbose ? ["skip  \(name)", "      \(reason)"] : [] }
        guard !result.passed else { return isVerbose ? ["ok    \(name)"] : [] }
        var lines = ["FAIL  \(name)"] + TestOutcome.messages(result).map { "      \($0)" }
        if let explanation = outcome.explain(result.test) {
            lines.append("")
            lines += explanation.split(separator: "\n", omittingEmptySubsequences: false).dropLast()
                .map { $0.isEmpty ? "" : "        \($0)" }
        }
        return lines + [""]
    }

    private func lines(of coverage: PolicyCoverage) -> [String] {
        var lines: [String] = []
        for rule in coverage.rules {
            if !rule.matched { lines.append("\(rule.rule.place.lineDescription): no test matches `\(rule.rule.id)`") }
            for condition in rule.conditions where !condition.held || !condition.failed {
                let what =
                    !condition.held && !condition.failed
                    ? "was never looked at"
                    : condition.held ? "never fails" : "never holds"
                lines.append("\(condition.place.lineDescription): `\(condition.text)` of `\(rule.rule.id)` \(what)")
            }
        }
        return lines.isEmpty ? [] : lines + [""]
    }
}
