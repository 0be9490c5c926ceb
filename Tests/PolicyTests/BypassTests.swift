import DockerAPI
import Foundation
import PCRE2
import Testing

@testable import Policy

/// Attacks that a real engine carried out, and harmless calls that look like them, against the members' policy.
struct BypassTests {
    /// Members, and with them the callers whose names were made for an attack: a policy that lets nobody of theirs in
    /// would prove nothing.
    private static func membersPolicy(actions: String? = nil) throws -> Policy {
        var text = try String(contentsOf: Folders.policies.appending(path: "members.yaml"), encoding: .utf8)
        let members = Set(try BypassCase.hunted().map(\.user)).union(["alice", "bob"]).sorted()
        let quoted = members.map { "'\($0)'" }.joined(separator: ", ")
        text.replace(try Regex(#"members: \[.*\]"#), with: "members: [\(quoted)]")
        if let actions {
            text.replace(try Regex(#"action:\n( +- .*\n)+"#), with: "action: '\(actions)'\n")
        }
        return try policy(text, name: "members.yaml")
    }

    /// The cases where the policy says other than it must, each with what it said.
    private func wrong(_ cases: [BypassCase], _ policy: Policy) -> [String] {
        var reader = CallReader()
        let scratch = MatchScratch()
        return cases.compactMap { item in
            reader.read(item.wire, needs: policy.needs)
            let decision = policy.decide(reader.call, guards: .enforced, scratch: scratch)
            guard item.must != .any, decision.allowed != (item.must == .allow) else { return nil }
            return """
                \(item.id) \(item.family) must be `\(item.must)`: \(item.why)
                    \(item.method) \(item.uri.prefix(200)) \((item.body ?? "").prefix(400))
                    \(decision.reason.rawValue) \(decision.ruleIDs.joined(separator: ", ")) \
                \(reader.call.findings.map(\.detail.description).joined(separator: "; "))
                """
        }
    }

    private func check(_ cases: [BypassCase], deny: Int, allow: Int) throws {
        let wrong = wrong(cases, try Self.membersPolicy())
        #expect(wrong.isEmpty, "\(wrong.count) of \(cases.count) cases:\n\(wrong.joined(separator: "\n"))")
        #expect(cases.count { $0.must == .deny } >= deny)
        #expect(cases.count { $0.must == .allow } >= allow)
        #expect(Set(cases.map(\.id)).count == cases.count)
    }

    @Test func membersReachNoHostAndLoseNoHarmlessCall() throws {
        try check(BypassCase.corpus(), deny: 128, allow: 69)
    }

    @Test func huntedAttacksFailAndHarmlessCallsPass() throws {
        try check(BypassCase.hunted(), deny: 320, allow: 90)
    }

    /// Where members may call everything, the rules about facts alone keep them from the host: each way to ask for
    /// something is seen as asking for it.
    @Test func factsAloneSeeEveryAttack() throws {
        let operations = ["plugin", "plugin-install", "swarm-change"]
        let byFact = try (BypassCase.corpus() + BypassCase.hunted()).filter { !operations.contains($0.goal) }
        let wrong = wrong(byFact, try Self.membersPolicy(actions: ".*"))
        #expect(wrong.isEmpty, "\(wrong.count) of \(byFact.count) cases:\n\(wrong.joined(separator: "\n"))")
        #expect(byFact.count { $0.must == .deny } > 400)
    }

    /// What a call does isn't changed by how its target is written, so neither is the decision.
    @Test(arguments: ["http://other.example:2375", "/v1.41", "/v1.41./", "/v01.041", "escaped"])
    func theTargetsSpellingChangesNothing(spelling: String) throws {
        let all = try BypassCase.corpus() + BypassCase.hunted()
        let respelled = all.compactMap { item -> BypassCase? in
            guard item.uri.hasPrefix("/v1.41/") else { return nil }
            let rest = item.uri.dropFirst("/v1.41".count)
            var item = item
            switch spelling {
            case "escaped":
                let path = rest.prefix { $0 != "?" }
                guard !path.contains("%") else { return nil }
                item.uri = percentEncoded("/v1.41" + path).replacing("%2f", with: "/", maxReplacements: 1) + rest.dropFirst(path.count)
            case let prefix where prefix.hasSuffix("/"): item.uri = prefix + rest.dropFirst()
            default: item.uri = spelling + rest
            }
            return item
        }
        #expect(respelled.count > 400)
        let wrong = wrong(respelled, try Self.membersPolicy())
        #expect(wrong.isEmpty, "\(wrong.count) of \(respelled.count) cases:\n\(wrong.joined(separator: "\n"))")
    }

    /// The engine was seen doing it, or it is nothing a member may ask, whatever comes of it.
    @Test func everyAttackIsOne() throws {
        let forbidden = ["plugin", "swarm-change", "host-path"]
        for item in try BypassCase.hunted() where item.must == .deny {
            #expect(item.granted == true || forbidden.contains(item.goal), "\(item.id): \(item.why)")
        }
    }
}
