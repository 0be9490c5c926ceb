import Policy

/// A run of tests as the XML that build servers read: one suite for each file.
struct TestJUnit {
    private let outcome: TestOutcome

    init(_ outcome: TestOutcome) {
        self.outcome = outcome
    }

    var text: String {
        var files: [String] = []
        var suites: [String: [PolicyTestResult]] = [:]
        for result in outcome.results {
            if suites[result.test.place.file] == nil { files.append(result.test.place.file) }
            suites[result.test.place.file, default: []].append(result)
        }
        let extra = outcome.threshold == nil ? 0 : 1
        let failed = outcome.failed + (outcome.isCovered ? 0 : 1)
        var lines = [
            #"<?xml version="1.0" encoding="UTF-8"?>"#,
            "<testsuites\(Self.counts("dockreeve", outcome.results.count + extra, failed, outcome.skipped))>",
        ]
        for file in files { lines += suite(file, suites[file] ?? []) }
        if extra > 0 {
            lines.append("  <testsuite\(Self.counts("coverage", 1, outcome.isCovered ? 0 : 1, 0))>")
            lines += testCase("coverage", "coverage", outcome.thresholdMessage.map { ($0, $0) })
            lines.append("  </testsuite>")
        }
        lines.append("</testsuites>")
        return lines.joined(separator: "\n") + "\n"
    }

    private func suite(_ file: String, _ results: [PolicyTestResult]) -> [String] {
        let failed = results.count { !$0.passed }
        var lines = ["  <testsuite\(Self.counts(file, results.count, failed, results.count { $0.isSkipped }))>"]
        for result in results {
            var failure: (String, String)?
            if !result.passed {
                let message = TestOutcome.messages(result).joined(separator: "; ")
                failure = (message, "\(message)\n\n\(outcome.explain(result.test) ?? "")")
            }
            lines += testCase(
                result.test.name,
                file,
                failure,
                line: result.test.place.line,
                skipped: result.test.skipReason
            )
        }
        return lines + ["  </testsuite>"]
    }

    private func testCase(
        _ name: String,
        _ file: String,
        _ failure: (message: String, text: String)?,
        line: Int? = nil,
        skipped: String? = nil
    ) -> [String] {
        var start = #"    <testcase name="\#(Self.escaped(name))" classname="\#(Self.escaped(file))" time="0""#
        if let line { start += #" file="\#(Self.escaped(file))" line="\#(line)""# }
        if let skipped {
            return [start + ">", #"      <skipped message="\#(Self.escaped(skipped))"/>"#, "    </testcase>"]
        }
        guard let failure else { return [start + "/>"] }
        return [
            start + ">",
            #"      <failure message="\#(Self.escaped(failure.message))">\#(Self.text(failure.text))</failure>"#,
            "    </testcase>",
        ]
    }

    private static func counts(_ name: String, _ tests: Int, _ failed: Int, _ skipped: Int) -> String {
        #" name="\#(escaped(name))" tests="\#(tests)" failures="\#(failed)" errors="0" skipped="\#(skipped)" time="0""#
    }

    /// Content of an element, where a line may end.
    private static func text(_ text: String) -> String {
        text.split(separator: "\n", omittingEmptySubsequences: false).map { escaped(String($0)) }.joined(
            separator: "\n"
        )
    }

    /// For text and for attributes in double quotes; what XML 1.0 (section 2.2) can't hold becomes U+FFFD.
    static func escaped(_ text: String) -> String {
        var result = ""
        for scalar in text.unicodeScalars {
            switch scalar {
            case "&": result += "&amp;"
            case "<": result += "&lt;"
            case ">": result += "&gt;"
            case "\"": result += "&quot;"
            case "\n": result += "&#10;"
            case "\t", " "..."\u{D7FF}", "\u{E000}"..."\u{FFFD}", "\u{10000}"..."\u{10FFFF}":
                result.unicodeScalars.append(scalar)
            default: result += "\u{FFFD}"
            }
        }
        return result
    }
}
