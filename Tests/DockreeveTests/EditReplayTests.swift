import Foundation
import Testing

/// What `dockreeve edit` tells of the last day's calls.
@Suite struct EditReplayTests {
    private let edit: Editing
    private static let losesAlice = #"sed -i '/^tests:/,$d; s/\[alice\]/[bob]/' "$1""#

    init() throws { edit = try Editing() }

    private func record(_ user: String, hoursAgo: Double, decision: String = "allow") -> String {
        var format = Date.ISO8601FormatStyle(includingFractionalSeconds: true)
        format.timeZone = .gmt
        let time = Date(timeIntervalSinceNow: -hoursAgo * 3600).formatted(format).replacing("Z", with: "000Z")
        return RecordLine(user: user, decision: decision, more: ["time": time]).text
    }

    @Test func flipsOfTheLastDayAreShown() async throws {
        let lines = [
            record("alice", hoursAgo: 25), record("alice", hoursAgo: 2), record("bob", hoursAgo: 1, decision: "deny"),
        ]
        try edit.folder.write("audit.jsonl", lines.joined())
        let result = try await edit.run(Self.losesAlice)
        #expect(result.output.contains("the last day: replayed 2 calls"), "\(result)")
        #expect(result.output.contains("compared with the rules as they are"), "\(result)")
        #expect(result.output.contains("1  would be denied now") && result.output.contains("1  would be allowed now"))
        #expect(result.output.contains("audit.jsonl:2  GET /containers/json"), "\(result)")
        let quiet = try await edit.run(Self.losesAlice, "--no-replay")
        #expect(!quiet.output.contains("last day"), "\(quiet)")
    }

    @Test func rotatedLogsCountCompressedOnesToo() async throws {
        let folder = try TemporaryFolder()
        let log = try folder.write("audit.jsonl", record("bob", hoursAgo: 0))
        for name in ["audit.jsonl.1", "audit.jsonl-20261123", "audit.jsonl.key", "audit.jsonl.old", "other.jsonl.1"] {
            try folder.write(name, record("alice", hoursAgo: 1))
        }
        let gzip = try Process.run(URL(filePath: "/usr/bin/gzip"), arguments: [folder.path("audit.jsonl-20261123")])
        gzip.waitUntilExit()
        let ancient = try folder.write("audit.jsonl.2", record("alice", hoursAgo: 1))
        var times = [timeval](repeating: timeval(tv_sec: time(nil) - 90_000, tv_usec: 0), count: 2)
        #expect(utimes(ancient, &times) == 0)
        let configuration = try folder.write("dockreeve.yaml", "policies: \(edit.policies)\naudit: \(log)\n")
        let result = try await edit.run(Self.losesAlice, "--config", configuration, "--audit", log)
        #expect(result.output.contains("replayed 1 call with"), "\(result)")
        // Without --audit it is the configuration's log and its parts.
        let parts = try await edit.configured(Self.losesAlice, configuration)
        #expect(
            parts.output.contains("replayed 3 calls with") && parts.output.contains("2  would be denied now"),
            "\(parts)"
        )
        #expect(parts.output.contains("audit.jsonl-20261123.gz:1"), "\(parts)")
    }

    @Test func whatCantBeReadIsSaidAndDoesntMatter() async throws {
        let fifo = edit.folder.path("fifo")
        #expect(mkfifo(fifo, 0o600) == 0)
        let missing = edit.folder.path("missing")
        let torn = try edit.folder.write("torn.jsonl", "{\"seq\":\n" + record("alice", hoursAgo: 1))
        let result = try await edit.run(
            Editing.addsBob,
            "--yes",
            "--audit",
            fifo,
            "--audit",
            missing,
            "--audit",
            torn,
            "--audit",
            edit.policies
        )
        #expect(result.status == 0, "\(result)")
        #expect(result.output.contains("`\(fifo)` is no file") && result.output.contains("`\(missing)`: no such file"))
        #expect(result.output.contains("1 line of the logs are no records"), "\(result)")
        #expect(result.output.contains("as before: 1 call of the last day"), "\(result)")
        #expect(try edit.text() == Editing.withBob)
    }

    @Test func withoutAPolicyBeforeTheRecordsAreComparedWith() async throws {
        try edit.write("rules.yaml", Editing.rules.replacing("match:", with: "mach:"))
        try edit.folder.write("audit.jsonl", record("bob", hoursAgo: 1))
        let result = try await edit.run(#"sed -i 's/mach:/match:/' "$1""#, "--yes")
        #expect(result.status == 0 && result.output.contains("compared with what was decided then"), "\(result)")
        #expect(result.output.contains("bob  container.list"), "\(result)")
    }
}
