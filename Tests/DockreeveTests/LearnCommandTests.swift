import Audit
import DockerAPI
import Foundation
import PCRE2
import Policy
import TestSupport
import Testing

@testable import dockreeve

/// `dockreeve learn`: what it prints is a policy, allows what was done, and nothing that gives root unseen.
@Suite struct LearnCommandTests {
    private let folder: TemporaryFolder

    init() throws { folder = try TemporaryFolder() }

    private func learn(_ lines: [RecordLine], _ more: String...) async throws -> Program {
        let file = try folder.write("audit.jsonl", lines.map(\.text).joined())
        return try await Program.runList(["learn"] + more + [file])
    }

    @Test func recordedTraffic() async throws {
        let result = try await Program.run("learn", Traffic.path)
        #expect(result.status == 0 && result.errors.contains("25 calls can give root on the host"), "\(result.errors)")
        let file = try folder.write("learned.yaml", result.output)
        let check = try await Program.run("check", "--strict", file)
        #expect(check.status == 0, "\(check)")

        let policy = try #require(Policy.compile([RuleFile(name: file, text: result.output)]).policy)
        var lines = try RecordReader(Traffic.path)
        var reader = CallReader()
        var allowed = 0
        var reviewed = 0
        while let item = try lines.next() {
            guard case .call = item, lines.call.phase == .request else { continue }
            reader.read(lines.call)
            let decision = policy.decide(reader.call, scratch: MatchScratch())
            let isRisky = Risk.isFound(in: reader.call)
            #expect(decision.allowed == !isRisky, "\(reader.call.method) \(reader.call.uri)")
            // With its line deleted, the rule for review allows the call.
            if isRisky { #expect(!decision.wouldAllow.isEmpty, "\(reader.call.method) \(reader.call.uri)") }
            if isRisky { reviewed += 1 } else { allowed += 1 }
        }
        #expect(allowed > 100 && reviewed == 25)
    }

    /// The same calls as audit records: learned and replayed, only those for review flip.
    @Test func itsOwnInputReplaysWithoutAFlip() async throws {
        let log = try AuditLog(path: folder.path("audit.jsonl"))
        let everything = try #require(Policy.compile([RuleFile(name: "a", text: RuleTexts.everything)]).policy)
        var lines = try RecordReader(Traffic.path)
        var reader = CallReader()
        var entry = AuditEntry()
        var risky = 0
        while let item = try lines.next() {
            guard case .call = item else { continue }
            reader.read(lines.call)
            if reader.call.phase == .request, Risk.isFound(in: reader.call) { risky += 1 }
            let decision = everything.decide(reader.call, scratch: MatchScratch())
            entry.call(reader.call, decision, RecordContext(id: DecisionID(), policy: nil, microseconds: 1), Redactor())
            try log.append(entry)
        }
        let audit = folder.path("audit.jsonl")
        let learned = try await Program.run("learn", audit)
        let file = try folder.write("learned.yaml", learned.output)
        #expect(learned.status == 0)
        let check = try await Program.run("check", "--strict", file)
        #expect(check.status == 0, "\(check)")
        let replay = try await Program.run("replay", "--policies", file, "--json", audit)
        let outcomes = try replay.output.split(separator: "\n").map { line in
            let object = try JSONSerialization.jsonObject(with: Data(line.utf8)) as? [String: Any]
            return object?["outcome"] as? String ?? ""
        }
        #expect(outcomes.count > 300)
        #expect(Set(outcomes) == ["same", "would-be-denied"])
        #expect(outcomes.count { $0 == "would-be-denied" } == risky && risky == 25)
        // Once reviewed, nothing flips.
        let reviewed = learned.output.split(separator: "\n", omittingEmptySubsequences: false)
            .filter { !$0.contains("mode: monitor") || $0.hasPrefix("#") }.joined(separator: "\n")
        let accepted = try folder.write("reviewed.yaml", reviewed)
        let again = try await Program.run("replay", "--policies", accepted, audit)
        #expect(again.status == 0 && !again.output.contains("undecidable"), "\(again)")
    }

    @Test func usersWithTheSameBehaviourAreAGroup() async throws {
        let lines = ["alice", "bob", "carol"].flatMap { [RecordLine(user: $0), RecordLine.create($0)] }
        let result = try await learn(lines + [RecordLine(user: "dave"), RecordLine(user: "eve", decision: "deny")])
        #expect(result.status == 0, "\(result)")
        #expect(result.output.contains("  learned-1:\n    - alice\n    - bob\n    - carol\n"), "\(result)")
        #expect(result.output.contains("user: dave") && !result.output.contains("user: eve"), "\(result)")
        #expect(result.output.contains("1 call: denied when it was made"), "\(result)")
        #expect(result.output.contains("docker\\.io/library/busybox([:@].*)?"), "\(result)")
        let denied = try await learn(lines + [RecordLine(user: "eve", decision: "deny")], "--denied")
        #expect(denied.output.contains("user: eve"), "\(denied)")
    }

    @Test func aBindMountIsForReview() async throws {
        let result = try await learn([RecordLine.create("alice", ["host_mount": ["/srv/a b"]])])
        #expect(result.status == 0 && result.errors.contains("REVIEW"), "\(result)")
        #expect(result.output.contains("mode: monitor") && result.output.contains("/srv/a\\x{20}b(/.*)?"), "\(result)")
        #expect(result.output.components(separatedBy: "effect: allow").count == 2, "\(result)")
    }

    @Test func nothingToLearnFrom() async throws {
        let result = try await learn([RecordLine(decision: "deny")])
        #expect(
            result.status == 1 && result.output.isEmpty && result.errors.contains("nothing to learn from"),
            "\(result)"
        )
        let missing = try await Program.run("learn", folder.path("missing"))
        #expect(missing.status == 2 && missing.output.isEmpty, "\(missing)")
    }

    @Test func standardInput() async throws {
        let result = try await Program.run("learn", "-", input: RecordLine().text)
        #expect(result.status == 0 && result.output.contains("<stdin>:1 GET /containers/json"), "\(result)")
    }

    /// Whatever a caller's name, image or path: the file stays a policy of the same meaning.
    @Test func hostileTextIsText() throws {
        let hostile = [
            "a\n  - id: evil\n    effect: allow", "x'\n\"", "'", "''", "\\", "a: b # c", "${user}", ".*", "(", "[a]",
            "a|b",
            "cert.ou=Engineering", "*alias", "&anchor", "!!tag", "- x", "? y", "{", "true", "null", "", "ü😀",
            "a\u{2028}b",
            "\u{202E}abc", "\u{FEFF}", "é\u{301}", "%YAML", "a\u{85}b", "\u{1B}[2J", "learned-1", "x\u{0}y",
            String(repeating: "z", count: 500),
        ]
        var random = SeededGenerator(seed: 3)
        for round in 0..<60 {
            var usage = LearnedUsage(includesDenied: false)
            var calls: [APICall] = []
            for _ in 0..<8 {
                let user = hostile[Int(random.next() % UInt64(hostile.count))]
                let image = hostile[Int(random.next() % UInt64(hostile.count))]
                let mount = "/" + hostile[Int(random.next() % UInt64(hostile.count))]
                let body = try JSONSerialization.data(withJSONObject: [
                    "Image": image,
                    "HostConfig": ["Mounts": [["Type": random.next() % 2 == 0 ? "bind" : "volume", "Source": mount]]],
                ])
                var reader = CallReader()
                reader.read(
                    WireCall(
                        method: "POST",
                        uri: "/containers/create",
                        headers: [("Content-Type", "application/json")],
                        body: Array(body),
                        user: user,
                        authentication: "TLS"
                    )
                )
                if usage.add(reader.call, record: nil, example: { "\(user) \(image) \(mount)" }) {
                    calls.append(reader.call)
                }
            }
            guard !calls.isEmpty else { continue }
            let text = LearnedPolicy(usage).text
            let acting = text.unicodeScalars.filter {
                $0 != "\n"
                    && ($0.value < 0x20 || (0x7F...0x9F).contains($0.value) || [0x202E, 0x2028].contains($0.value))
            }
            #expect(acting.isEmpty, "\(text)")
            let formatted = try RuleFileFormatter.format(RuleFile(name: "l", text: text))
            let result = Policy.compile([RuleFile(name: "l", text: formatted)])
            let policy = try #require(result.policy, "round \(round): \(result.diagnostics)\n\(text)")
            #expect(policy.rules.allSatisfy { $0.id != "evil" })
            for call in calls {
                let decision = policy.decide(call, scratch: MatchScratch())
                #expect(decision.allowed == !Risk.isFound(in: call), "\(call.user) \(text)")
                if Risk.isFound(in: call) { #expect(!decision.wouldAllow.isEmpty, "\(call.user) \(text)") }
            }
            // Nobody else gets anything.
            var reader = CallReader()
            for user in ["mallory", "evil", "Engineering"] {
                let wire = WireCall(method: "GET", uri: "/info", user: user, authentication: "TLS")
                reader.read(wire)
                #expect(!policy.decide(reader.call, scratch: MatchScratch()).allowed)
            }
        }
    }

    @Test func manyImagesBecomeOnePattern() throws {
        var usage = LearnedUsage(includesDenied: false)
        var reader = CallReader()
        for number in 0..<500 {
            let body = "{\"Image\":\"registry.example.com/team/app-\(number):\(number)\"}"
            reader.read(
                WireCall(
                    method: "POST",
                    uri: "/containers/create",
                    headers: [("Content-Type", "application/json")],
                    body: Array(body.utf8),
                    user: number < 100 ? "alice" : "bob",
                    authentication: "TLS"
                )
            )
            usage.add(reader.call, record: nil) { "" }
        }
        let text = LearnedPolicy(usage).text
        #expect(text.utf8.count < 6000, "\(text)")
        #expect(Policy.compile([RuleFile(name: "l", text: text)]).policy != nil, "\(text)")
    }
}
