import Policy
import StrictJSON

/// A run of tests in the Test Anything Protocol, version 14 (testanything.org).
struct TestTAP {
    private let outcome: TestOutcome

    init(_ outcome: TestOutcome) {
        self.outcome = outcome
    }

    var text: String {
        var lines = ["TAP version 14", "1..\(outcome.results.count + (outcome.threshold == nil ? 0 : 1))"]
        for (index, result) in outcome.results.enumerated() { lines += self.lines(of: result, number: index + 1) }
        if outcome.threshold != nil {
            lines.append("\(outcome.isCovered ? "ok" : "not ok") \(outcome.results.count + 1) - coverage")
            if let message = outcome.thresholdMessage { lines += block([("message", message)]) }
        }
        if let message = outcome.coverageMessage { lines.append("# coverage: \(message)") }
        return lines.joined(separator: "\n") + "\n"
    }

    private func lines(of result: PolicyTestResult, number: Int) -> [String] {
        var point = "\(result.passed ? "ok" : "not ok") \(number) - \(Self.escaped(result.test.name))"
        if let reason = result.test.skipReason { point += " # SKIP \(Self.escaped(reason))" }
        guard !result.passed else { return [point] }
        var entries = [
            ("message", TestOutcome.messages(result).joined(separator: "; ")),
            ("at", result.test.place.lineDescription),
        ]
        if let explanation = outcome.explain(result.test) { entries.append(("explanation", explanation)) }
        return [point] + block(entries)
    }

    /// A YAML block that belongs to the test point before it. JSON strings are YAML, and never more than one line.
    private func block(_ entries: [(String, String)]) -> [String] {
        ["  ---"]
            + entries.map { entry in
                var writer = JSONWriter()
                writer.string(entry.1)
                return "  \(entry.0): \(writer.text)"
            } + ["  ..."]
    }

    /// `#` would start a directive. The text has no line feed: it was made safe to show.
    private static func escaped(_ text: String) -> String {
        text.replacing("\\", with: "\\\\").replacing("#", with: "\\#")
    }
}
