import DockerAPI
import Foundation
import PCRE2
import Testing

@testable import Policy

/// The rule files that people take as they are.
struct ShippedPolicyTests {
    static let names = ["read-only.yaml", "members.yaml", "ci-runner.yaml"]

    static func load(_ names: String...) throws -> Policy {
        let files = try names.map { name in
            RuleFile(name: name, text: try String(contentsOf: Folders.policies.appending(path: name), encoding: .utf8))
        }
        return try policy(files)
    }

    @Test(arguments: ShippedPolicyTests.names)
    func aFileIsFineByItself(name: String) throws {
        let text = try Data(contentsOf: Folders.policies.appending(path: name))
        let result = Policy.compile([RuleFile(name: name, text: Array(text))])
        #expect(result.policy != nil)
        #expect(result.diagnostics.isEmpty, "\(result.diagnostics)")
    }

    @Test(arguments: ShippedPolicyTests.names)
    func aFileOpensWithWhomItIsForAndWhatItLeavesOut(name: String) throws {
        let text = try String(contentsOf: Folders.policies.appending(path: name), encoding: .utf8)
        let comment = text.split(separator: "\n").prefix { $0.hasPrefix("#") }.joined(separator: "\n")
        #expect(comment.contains("for ") || comment.contains("For "))
        #expect(comment.contains("What it doesn't cover:"))
    }

    @Test(arguments: ShippedPolicyTests.names)
    func theTestsInTheFilesPass(name: String) throws {
        let policy = try Self.load(name)
        #expect(policy.tests.count >= 5)
        for test in policy.tests {
            var reader = CallReader()
            reader.read(test.call, needs: policy.needs)
            let explanation = policy.explain(reader.call)
            let decision = explanation.decision
            #expect(decision.allowed == (test.expected == .allow), "\(test.place) \(test.name)\n\(explanation.text())")
            if let rules = test.rules {
                #expect(Set(decision.rules.map(\.id)) == Set(rules), "\(test.place) \(test.name)")
            }
            if let reason = test.reason { #expect(decision.reason == reason, "\(test.place) \(test.name)") }
        }
    }

    /// Put together they are one policy, in which nobody gets more than by all files that name him.
    @Test func theyMix() throws {
        let policy = try Self.load("ci-runner.yaml", "members.yaml", "read-only.yaml")
        #expect(policy.groups == ["ci-runners", "members", "readers"])
        for test in policy.tests where test.expected == .allow {
            var reader = CallReader()
            reader.read(test.call, needs: policy.needs)
            #expect(policy.decide(reader.call).allowed, "\(test.place) \(test.name)")
        }
        for test in policy.tests where test.expected == .deny && !test.user.isEmpty {
            guard test.user != "alice" || test.place.file == "members.yaml" else { continue }
            var reader = CallReader()
            reader.read(test.call, needs: policy.needs)
            #expect(!policy.decide(reader.call).allowed, "\(test.place) \(test.name)")
        }
    }
}
