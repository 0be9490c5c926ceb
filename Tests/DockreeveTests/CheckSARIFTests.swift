import Foundation
import Policy
import Testing

@testable import dockreeve

/// What SARIF 2.1.0 asks of a log, as far as a test can: sections 3.13 to 3.30 of the standard.
@Suite struct CheckSARIFTests {
    private func log(_ text: String, name: String = "rules/a b.yaml") throws -> (
        run: [String: Any], report: CheckReport
    ) {
        let report = CheckReport(Policy.check([RuleFile(name: name, text: text)]))
        let root = try JSONSerialization.jsonObject(with: Data(report.sarif.utf8)) as? [String: Any]
        #expect(root?["version"] as? String == "2.1.0")
        #expect((root?["$schema"] as? String)?.contains("sarif-2.1.0") == true)
        let runs = try #require(root?["runs"] as? [[String: Any]])
        #expect(runs.count == 1)
        return (try #require(runs.first), report)
    }

    @Test func theToolNamesEveryRule() throws {
        let (run, _) = try log(RuleTexts.fine)
        let driver = try #require((run["tool"] as? [String: Any])?["driver"] as? [String: Any])
        #expect(driver["name"] as? String == "dockreeve")
        let rules = try #require(driver["rules"] as? [[String: Any]])
        #expect(rules.compactMap { $0["id"] as? String } == DiagnosticKind.allCases.map(\.rawValue))
        for rule in rules {
            for part in ["shortDescription", "help"] {
                let text = (rule[part] as? [String: Any])?["text"] as? String
                #expect(text?.isEmpty == false, "\(rule)")
            }
            let level = (rule["defaultConfiguration"] as? [String: Any])?["level"] as? String
            #expect(["warning", "error"].contains(level), "\(rule)")
        }
        #expect((run["results"] as? [Any])?.isEmpty == true)
        #expect(run["columnKind"] as? String == "unicodeCodePoints")
    }

    @Test(arguments: [
        RuleTexts.everything, RuleTexts.broken, "version: 1\nrules: []\n", "\t", "version: 1\n\"ä\u{1F600}\": 1\n",
    ])
    func aResultPointsIntoItsFile(text: String) throws {
        let (run, report) = try log(text)
        let driver = (run["tool"] as? [String: Any])?["driver"] as? [String: Any]
        let rules = try #require(driver?["rules"] as? [[String: Any]])
        let results = try #require(run["results"] as? [[String: Any]])
        #expect(results.count == report.diagnostics.count && !results.isEmpty)
        for (result, diagnostic) in zip(results, report.diagnostics) {
            #expect(result["ruleId"] as? String == diagnostic.id)
            let index = try #require(result["ruleIndex"] as? Int)
            #expect(rules[index]["id"] as? String == diagnostic.id)
            #expect(["error", "warning", "note"].contains(result["level"] as? String))
            let message = (result["message"] as? [String: Any])?["text"] as? String
            #expect(message?.hasPrefix(diagnostic.message) == true)
            let location = (result["locations"] as? [[String: Any]])?.first?["physicalLocation"] as? [String: Any]
            let artifact = try #require(location?["artifactLocation"] as? [String: Any])
            #expect(artifact["uri"] as? String == "rules/a%20b.yaml")
            guard diagnostic.line > 0 else {
                #expect(location?["region"] == nil)
                continue
            }
            let region = try #require(location?["region"] as? [String: Any])
            let (start, end) = (try #require(region["startColumn"] as? Int), try #require(region["endColumn"] as? Int))
            #expect(region["startLine"] as? Int == diagnostic.line && start == diagnostic.column && end > start)
            #expect((region["snippet"] as? [String: Any])?["text"] as? String == diagnostic.sourceLine)
        }
    }

    @Test func filesAreNamedByURIs() {
        #expect(CheckReport.uri("policies/a.yaml") == "policies/a.yaml")
        #expect(
            CheckReport.uri("/etc/dockreeve/policies/ä b#1.yaml")
                == "file:///etc/dockreeve/policies/%c3%a4%20b%231.yaml"
        )
        #expect(CheckReport.uri("c:evil.yaml") == "c%3aevil.yaml")
    }

    @Test func whatCantBeReadFails() throws {
        let report = CheckReport(Policy.check(paths: ["/nowhere/at/all.yaml"]))
        let root = try JSONSerialization.jsonObject(with: Data(report.sarif.utf8)) as? [String: Any]
        let run = try #require((root?["runs"] as? [[String: Any]])?.first)
        let invocation = try #require((run["invocations"] as? [[String: Any]])?.first)
        #expect(invocation["executionSuccessful"] as? Bool == false && invocation["exitCode"] as? Int == 2)
    }
}
