import Foundation
import Testing

/// `dockreeve replay` on real files.
@Suite struct ReplayCommandTests {
    private let folder: TemporaryFolder
    private let policies: String

    private static let rules = """
        version: 1
        groups: { members: [alice, bob] }
        rules:
          - { id: members.use, effect: allow, match: { group: members } }
          - { id: no.mounts, effect: deny, match: { uses.host_mount: { exists: true } } }
          - { id: no.secrets, effect: deny, match: { action: container\\.create, uses.env: 'SECRET=.*' } }
          - { id: try.images, effect: deny, mode: monitor, match: { action: image\\..* } }

        """

    init() throws {
        folder = try TemporaryFolder()
        try folder.write("policies/rules.yaml", Self.rules)
        policies = folder.path("policies")
    }

    private func replay(_ lines: [RecordLine], _ more: String...) async throws -> Program {
        let file = try folder.write("audit.jsonl", lines.map(\.text).joined())
        return try await Program.runList(["replay", "--policies", policies] + more + [file])
    }

    private func objects(_ text: String) throws -> [[String: Any]] {
        try text.split(separator: "\n").map { line in
            try #require(try JSONSerialization.jsonObject(with: Data(line.utf8)) as? [String: Any])
        }
    }

    @Test func nothingChanges() async throws {
        let result = try await replay([
            RecordLine(), RecordLine(user: "bob"), RecordLine(user: "eve", decision: "deny"),
        ])
        #expect(result.status == 0, "\(result)")
        #expect(result.output.hasPrefix("replayed 3 calls with 4 rules of "), "\(result)")
        #expect(result.output.contains("3  as before") && result.errors.isEmpty, "\(result)")
    }

    @Test func flipsAreGroupedWithExamples() async throws {
        let mount = RecordLine.create("alice", ["host_mount": ["/etc"]])
        let result = try await replay([mount, mount, RecordLine(user: "eve"), RecordLine(decision: "deny")])
        #expect(result.status == 1, "\(result)")
        #expect(result.output.contains("3  would be denied now") && result.output.contains("1  would be allowed now"))
        #expect(result.output.contains("no.mounts (\(folder.path("policies/rules.yaml")):5): 2"), "\(result)")
        #expect(result.output.contains("alice  container.create  2×"), "\(result)")
        #expect(result.output.contains("audit.jsonl:1  POST /containers/create  [then: old.rule]"), "\(result)")
        #expect(result.output.contains("no rule allows it: 1") && result.output.contains("eve  container.list  1×"))
    }

    @Test func whatARecordDoesntHoldIsUndecidable() async throws {
        let result = try await replay([RecordLine.create()])
        #expect(result.status == 0, "\(result)")
        #expect(result.output.contains("1  undecidable"), "\(result)")
        #expect(result.output.contains("asks for uses.env: 'SECRET=.*' (no.secrets)"), "\(result)")
        let json = try await replay([RecordLine.create()], "--json")
        let call = try #require(try objects(json.output).first)
        #expect(call["decision"] as? String == "undecidable" && call["before"] as? String == "allow", "\(json)")
        #expect(((call["depends_on"] as? [[String: Any]])?.first)?["rule"] as? String == "no.secrets", "\(json)")
        // Denied in any case: the environment doesn't matter.
        let denied = try await replay([RecordLine.create("eve", [:], "deny")])
        #expect(denied.output.contains("1  as before"), "\(denied)")
    }

    @Test func guardsHaveTheLastWordAndAMissingPolicyHasNone() async throws {
        let guarded = RecordLine(
            decision: "deny",
            reason: "malformed-uri",
            rules: [],
            more: ["findings": ["malformed-uri: x"]]
        )
        let without = RecordLine(decision: "deny", reason: "no-policy", rules: [])
        let result = try await replay([guarded, without])
        #expect(result.status == 0, "\(result)")
        #expect(result.output.contains("1  as before") && result.output.contains("1  not compared"), "\(result)")
        #expect(result.output.contains("recorded: no-policy; now allowed: members.use: 1"), "\(result)")
    }

    @Test func monitoredDecisionsAreWhatWasAnsweredOrWhatWouldHaveBeen() async throws {
        let images = RecordLine(
            uri: "/images/json",
            action: "image.list",
            more: ["would": ["decision": "deny", "deny": ["x"]]]
        )
        let everything = RecordLine(
            user: "eve",
            reason: "monitor-mode",
            rules: [],
            more: ["would": ["decision": "deny"]]
        )
        let answered = try await replay([images, everything])
        #expect(answered.status == 1 && answered.output.contains("1  would be denied now"), "\(answered)")
        #expect(answered.output.contains("eve"), "\(answered)")
        let enforced = try await replay([images, everything], "--enforced")
        #expect(enforced.status == 0 && enforced.output.contains("2  as before"), "\(enforced)")
    }

    @Test func answersAreHeldAgainstResponseRules() async throws {
        let policy = Self.rules + "  - { id: late, effect: deny, match: { phase: response, status: '500' } }\n"
        try folder.write("policies/rules.yaml", policy)
        let lines = [200, 500].map { RecordLine(phase: "response", rules: [], more: ["status": $0]) }
        let result = try await replay(lines)
        #expect(result.status == 1, "\(result)")
        #expect(result.output.contains("1  as before") && result.output.contains("late ("), "\(result)")
    }

    @Test func twoPoliciesAreCompared() async throws {
        let other = try folder.write(
            "other/rules.yaml",
            Self.rules.replacing("[alice, bob]", with: "[alice]")
        )
        let file = try folder.write("audit.jsonl", [RecordLine(), RecordLine(user: "bob")].map(\.text).joined())
        let result = try await Program.run("replay", "--policies", other, "--against", policies, "--json", file)
        #expect(result.status == 1, "\(result)")
        #expect(try objects(result.output).map { $0["outcome"] as? String } == ["same", "would-be-denied"])
        let calls = try await Program.run("replay", "--policies", policies, "--against", policies, Traffic.path)
        #expect(calls.status == 0 && calls.output.contains("as before"), "\(calls)")
        #expect(!calls.output.contains("undecidable"), "\(calls)")
    }

    @Test func gzipStandardInputAndSeveralFiles() async throws {
        let text = (0..<500).map {
            RecordLine(id: String(format: "%016x", $0), user: $0 % 2 == 0 ? "alice" : "eve").text
        }
        let plain = try folder.write("plain.jsonl", text.joined())
        let process = Process()
        process.executableURL = URL(filePath: "/usr/bin/gzip")
        process.arguments = ["-k", plain]
        try process.run()
        process.waitUntilExit()
        let result = try await Program.run(
            "replay",
            "--policies",
            policies,
            plain,
            plain + ".gz",
            "-",
            input: text.joined()
        )
        #expect(result.status == 1, "\(result)")
        #expect(result.output.contains("replayed 1,500 calls") && result.output.contains("750  would be denied now"))
    }

    @Test func garbageIsToldAndTheRestIsRead() async throws {
        let file = try folder.write("audit.jsonl", "\u{1B}[2J{\n" + RecordLine().text + "{\"seq\":1}\n")
        let result = try await Program.run("replay", "--policies", policies, file)
        #expect(result.status == 0, "\(result)")
        #expect(result.errors.contains("\(file):1: not JSON") && result.errors.contains("\(file):3: "), "\(result)")
        #expect(result.output.contains("1  as before") && result.output.contains("2  no records at all"), "\(result)")
        #expect(!result.errors.contains("\u{1B}"))
    }

    @Test func filesThatCantBeReadAreTrouble() async throws {
        let zstd = try folder.write("audit.zst", [0x28, 0xB5, 0x2F, 0xFD, 0, 0])
        for (path, word) in [
            (folder.path("missing"), "missing"), (zstd, "zstdcat \(zstd) | dockreeve"), (folder.path, "directory"),
        ] {
            let result = try await Program.run("replay", "--policies", policies, path)
            #expect(result.status == 2 && result.errors.contains(path) && result.errors.contains(word), "\(result)")
        }
        let policy = try await Program.run("replay", "--policies", folder.path("missing"), "-")
        #expect(policy.status == 2, "\(policy)")
    }

    @Test func hostileLogsCantActOnTheTerminal() async throws {
        let line = RecordLine(user: "\u{1B}]0;x\u{7}\u{202E}\n", uri: "/x\u{1B}[31m", action: "a\u{9B}b")
        let result = try await replay([line])
        let acting = result.output.unicodeScalars.filter {
            $0 != "\n" && ($0.value < 0x20 || (0x7F...0x9F).contains($0.value) || $0.value == 0x202E)
        }
        #expect(result.status == 1 && acting.isEmpty, "\(result)")
    }
}
