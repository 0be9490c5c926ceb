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
        for result in policy.run(policy.tests) {
            #expect(result.passed, "\(result.test.place) \(result.test.name): \(result.differences)")
        }
    }
}
