import DockerAPI
import Foundation
import PCRE2
import Testing

@testable import Policy

/// The rule files that people take as they are.
struct ShippedPolicyTests {
    static let names: [String] = {
        let files = try? FileManager.default.contentsOfDirectory(atPath: Folders.policies.path)
        return (files ?? []).filter { $0.hasSuffix(".yaml") }.sorted()
    }()

    /// Files that only take away; all others name a group of their own.
    static let denyOnly = [
        "cis-docker-benchmark.yaml", "no-host-access.yaml", "plugins.yaml", "registry-allowlist.yaml",
        "resource-limits.yaml", "self-protection.yaml",
    ]

    /// Of these, the ones that spare some people what they take from the others.
    static let denyWithGroups = ["plugins.yaml"]

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
    func aFileSaysHowMuchItRestrictsAndWhatItNeeds(name: String) throws {
        let text = try String(contentsOf: Folders.policies.appending(path: name), encoding: .utf8)
        let comment = text.split(separator: "\n").prefix { $0.hasPrefix("#") }.joined(separator: "\n")
        for word in ["Grade: ", "Needs: ", "Mixes\n# with: ", "Mixes with: "] {
            #expect(comment.contains(word) || word.hasPrefix("Mixes"), "\(word)")
        }
        #expect(comment.replacing("\n# ", with: " ").contains("Mixes with: "))
    }

    /// Every rule is shown to match and not to match, and every condition to hold and to fail.
    @Test(arguments: ShippedPolicyTests.names)
    func theTestsInTheFilesPassAndShowEverything(name: String) throws {
        let policy = try Self.load(name)
        for result in policy.run(policy.tests) {
            #expect(result.passed, "\(result.test.place) \(result.test.name): \(result.differences)")
            #expect(!result.isSkipped)
        }
        let coverage = policy.coverage(of: policy.tests)
        #expect(coverage.percent == 100)
        for rule in policy.rules {
            for isMatch in [true, false] {
                #expect(
                    policy.tests.contains { test in
                        if case .match(rule.id, isMatch) = test.expectation { true } else { false }
                    },
                    "\(rule.id) \(isMatch)"
                )
            }
        }
    }

    @Test func whatOnlyTakesAwayAllowsNothing() throws {
        for name in Self.names {
            let policy = try Self.load(name)
            let allows = policy.rules.contains { $0.effect == .allow }
            #expect(allows != Self.denyOnly.contains(name), "\(name)")
            #expect(policy.defaultEffect == .deny)
            // A file that allows is about its own group; one that doesn't is about everybody.
            #expect(
                policy.groups.isEmpty == (Self.denyOnly.contains(name) && !Self.denyWithGroups.contains(name)),
                "\(name)"
            )
        }
    }

    @Test func thereAreEnough() { #expect(Self.names.count >= 16) }

    /// All together, and each two: ids are unique, and no file breaks the tests of another.
    @Test func theyMix() throws {
        let files = try Self.names.map { name in
            let text = try String(contentsOf: Folders.policies.appending(path: name), encoding: .utf8)
            return RuleFile(name: name, text: text)
        }
        let all = try policy(files)
        #expect(all.run(all.tests).filter { !$0.passed }.map(\.test.name) == [])
        // One person may be in all of the groups.
        let busy = try policy(
            files.map { file in
                var text = String(decoding: file.text, as: UTF8.self)
                let group = try Regex(#"(?m)^groups:\n  ([a-z-]+): \[.*\]$"#)
                text.replace(group) { "groups:\n  \($0.output[1].substring ?? ""): [zoe]" }
                return RuleFile(name: file.name, text: text)
            }
        )
        #expect(busy.run(busy.tests).filter { !$0.passed }.map(\.test.name) == [])
        #expect(Set(busy.tests.compactMap(\.call.user)).isSuperset(of: ["zoe", "stranger"]))
    }

    /// Nobody who is in no group gets anything, from all files together.
    @Test func strangersGetNothing() throws {
        let files = try Self.names.map { name in
            RuleFile(name: name, text: try String(contentsOf: Folders.policies.appending(path: name), encoding: .utf8))
        }
        let all = try policy(files)
        for test in all.tests {
            var other = test.call
            other.user = "stranger"
            other.certificate = nil
            var reader = CallReader()
            reader.read(other.wire(), needs: all.needs)
            #expect(!all.decide(reader.call).allowed, "\(test.name)")
        }
    }

    /// A reader changes nothing: of all operations, only those that look are open.
    @Test(arguments: ["read-only.yaml", "monitoring.yaml", "traefik.yaml"])
    func readersChangeNothing(name: String) throws {
        let policy = try Self.load(name)
        let group = try #require(policy.groups.first)
        let user = try #require(policy.tests.compactMap(\.call.user).first { $0 != "stranger" })
        var allowed = 0
        let methods: [(HTTPMethod, String)] = [
            (.get, "GET"), (.head, "HEAD"), (.post, "POST"), (.put, "PUT"), (.delete, "DELETE"), (.options, "OPTIONS"),
        ]
        for endpoint in Catalogue.endpoints {
            for (method, word) in methods where endpoint.methods.contains(method) {
                let path = endpoint.path.text.replacing(try Regex(#"\{[a-z]+[*+]?\}"#), with: "x")
                let call = call(word, path, user: user, body: nil)
                #expect(policy.groups(of: call) == [group])
                guard policy.decide(call).allowed else { continue }
                allowed += 1
                #expect(method == .get || method == .head || call.action == "container.wait", "\(word) \(path)")
                let secret = ["archive", "export", "logs", "get", "unlockkey", "swarm"]
                #expect(!path.split(separator: "/").contains { secret.contains(String($0)) }, "\(path)")
            }
        }
        #expect(allowed >= 8)
    }
}
