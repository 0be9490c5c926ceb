import DockerAPI
import Foundation
import PCRE2
import Testing

@testable import Policy

/// Attacks that a real engine carried out, and harmless calls that look like them, against the shipped policies.
struct BypassTests {
    /// A shipped policy whose people are all callers of the cases, those with names made for an attack, too: a policy
    /// that lets nobody of theirs in would prove nothing.
    ///
    /// - Parameter actions: Put in the place of the actions that the policy allows.
    private static func policyForAll(_ name: String = "members.yaml", actions: String? = nil) throws -> Policy {
        var text = try String(contentsOf: Folders.policies.appending(path: name), encoding: .utf8)
        let callers = Set(try BypassCase.hunted().map(\.user)).union(["alice"]).sorted()
        let group = try Regex(
            #"(?m)^  (?:members|ci-runners|readers|operators|builders|agents|traefik|monitoring|watchtower|portainer|swarm-operators): \[.*\]$"#
        )
        let line = try #require(text.firstMatch(of: group)).output[0].substring ?? ""
        let people = callers.map { "'\($0)'" }.joined(separator: ", ")
        text.replace(group, with: "\(line.prefix { $0 != "[" })[\(people)]", maxReplacements: 1)
        if let actions {
            text.replace(try Regex(#"action:\n( +- .*\n)+"#), with: "action: '\(actions)'\n")
        }
        return try policy(text, name: name)
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

    private func check(_ cases: [BypassCase], _ policy: Policy) {
        let wrong = wrong(cases, policy)
        #expect(wrong.isEmpty, "\(wrong.count) of \(cases.count) cases:\n\(wrong.joined(separator: "\n"))")
    }

    /// The files are whole: a case that isn't read is one that can't fail.
    private func count(_ cases: [BypassCase], deny: Int, allow: Int) {
        #expect(cases.count { $0.must == .deny } >= deny)
        #expect(cases.count { $0.must == .allow } >= allow)
        #expect(Set(cases.map(\.id)).count == cases.count)
    }

    @Test func membersReachNoHostAndLoseNoHarmlessCall() throws {
        let cases = try BypassCase.corpus()
        count(cases, deny: 128, allow: 69)
        check(cases, try Self.policyForAll())
    }

    @Test func huntedAttacksFailAndHarmlessCallsPass() throws {
        let cases = try BypassCase.hunted()
        count(cases, deny: 346, allow: 103)
        check(cases, try Self.policyForAll())
    }

    @Test(arguments: ShippedPolicyTests.names.filter { !ShippedPolicyTests.denyOnly.contains($0) })
    func noOtherShippedPolicyLetsAnAttackThrough(name: String) throws {
        // Who may make services reaches a network that is named by an id: only the engine knows which one that is. Four
        // others are what an operator of a swarm is there for.
        let open =
            name == "swarm-operator.yaml" ? ["h642", "h643", "h644", "h648", "h675", "h676", "h678", "h683"] : []
        let attacks = try (BypassCase.corpus() + BypassCase.hunted())
            .filter { $0.must == .deny && !open.contains($0.id) }
        #expect(attacks.count > 40)
        check(attacks, try Self.policyForAll(name))
    }

    /// A file that only takes away, beside a rule that allows everything.
    private static func withEverything(_ name: String) throws -> Policy {
        let text = try String(contentsOf: Folders.policies.appending(path: name), encoding: .utf8)
        let all = "version: 1\nrules: [{ id: all, effect: allow, match: { method: '.*' } }]\n"
        return try policy([RuleFile(name: name, text: text), RuleFile(name: "all.yaml", text: all)])
    }

    /// Whoever may do everything reaches no host.
    @Test func noHostAccessStopsEveryAttack() throws {
        let attacks = try (BypassCase.corpus() + BypassCase.hunted()).filter { $0.must == .deny }
        #expect(attacks.count > 470)
        check(attacks, try Self.withEverything("no-host-access.yaml"))
    }

    /// The plugin stays, and nobody gets to what would end it.
    @Test func selfProtectionStopsWhatItSays() throws {
        let policy = try Self.withEverything("self-protection.yaml")
        let paths = ["docker.sock", "dockreeve", "Binds\":[\"/:", "Source\":\"/\"", "Privileged\":true"]
        let attacks = try (BypassCase.corpus() + BypassCase.hunted()).filter { item in
            item.must == .deny && (item.family == "plugin" || paths.contains { (item.body ?? "").contains($0) })
        }
        #expect(attacks.count > 40)
        check(attacks, policy)
    }

    /// Where members may call everything, the rules about facts alone keep them from the host: each way to ask for
    /// something is seen as asking for it.
    @Test func factsAloneSeeEveryAttack() throws {
        let operations = ["plugin-install", "swarm-change"]
        // A plugin as an operation, and services whose network is named by an id: only the engine knows which one that is.
        let byActionOnly = ["h642", "h643", "h644", "h648"]
        let byFact = try (BypassCase.corpus() + BypassCase.hunted()).filter {
            !operations.contains($0.goal) && $0.family != "plugin" && !byActionOnly.contains($0.id)
        }
        #expect(byFact.count { $0.must == .deny } > 400)
        check(byFact, try Self.policyForAll(actions: ".*"))
    }

    /// What a call does isn't changed by how its target is written, so neither is the decision.
    @Test(arguments: ["http://other.example:2375", "/v1.41", "/v1.41./", "/v01.041", "escaped"])
    func theTargetsSpellingChangesNothing(spelling: String) throws {
        let policy = try Self.policyForAll()
        var reader = CallReader()
        let scratch = MatchScratch()
        var compared = 0
        for item in try BypassCase.corpus() + BypassCase.hunted() {
            guard let uri = Self.respell(item.uri, spelling) else { continue }
            var other = item
            other.uri = uri
            reader.read(item.wire, needs: policy.needs)
            let decision = policy.decide(reader.call, guards: .enforced, scratch: scratch)
            reader.read(other.wire, needs: policy.needs)
            let otherDecision = policy.decide(reader.call, guards: .enforced, scratch: scratch)
            #expect(otherDecision.allowed == decision.allowed, "\(item.id): \(item.why) \(uri.prefix(200))")
            #expect(otherDecision.ruleIDs == decision.ruleIDs, "\(item.id): \(item.why) \(uri.prefix(200))")
            compared += 1
        }
        #expect(compared > 600)
    }

    private static func respell(_ uri: String, _ spelling: String) -> String? {
        guard uri.hasPrefix("/v1.41/") else { return nil }
        let rest = uri.dropFirst("/v1.41".count)
        guard spelling == "escaped" else { return spelling + (spelling.hasSuffix("/") ? rest.dropFirst() : rest) }
        let path = rest.prefix { $0 != "?" }
        guard !path.contains("%") else { return nil }
        // The first slash stays: without it, this would be no path.
        let escaped = percentEncoded("/v1.41" + path).replacing("%2f", with: "/", maxReplacements: 1)
        return escaped + rest.dropFirst(path.count)
    }

    /// The engine was seen doing it, or it is nothing a member may ask, whatever comes of it.
    @Test func everyAttackIsOne() throws {
        let forbidden = ["plugin", "swarm-change", "host-path"]
        for item in try BypassCase.hunted() where item.must == .deny {
            #expect(item.granted == true || forbidden.contains(item.goal), "\(item.id): \(item.why)")
        }
    }
}
