import Foundation
import TestSupport
import Testing

/// Checkpoints that are kept elsewhere, and what they prove.
@Suite struct CheckpointExportTests {
    private func verify(_ folder: TemporaryFolder, _ checkpoints: String) async throws -> Program {
        let log = folder.path("audit.jsonl")
        return try await Program.run("audit", "verify", "--checkpoints", checkpoints, log)
    }

    /// Takes everything away from the log that came after its record of that number.
    private func cut(_ folder: TemporaryFolder, after number: Int) throws {
        let lines = try folder.text(of: "audit.jsonl").split(separator: "\n")
        try folder.write("audit.jsonl", lines.prefix(number).joined(separator: "\n") + "\n")
    }

    @Test func anExportedFileShowsACutLog() async throws {
        let folder = try TemporaryFolder()
        let export = folder.path("elsewhere/checkpoints.jsonl")
        try folder.makeFolder("elsewhere")
        let service = try await Service.start(
            in: folder,
            audit: "  checkpoints: { records: 10, export: [{ type: file, path: \(export) }] }\n"
        )
        #expect(try await service.flood(25) == 25)
        let arrived = await eventually {
            (try? folder.text(of: "elsewhere/checkpoints.jsonl"))?.split(separator: "\n").count == 2
        }
        #expect(arrived)
        try await service.stop()
        let lines = try folder.text(of: "elsewhere/checkpoints.jsonl").split(separator: "\n").map(String.init)
        #expect(lines == (try service.logLines().filter { $0.contains("\"phase\":\"checkpoint\"") }))
        #expect(lines.count == 3)
        #expect(try await verify(folder, export).status == 0)

        try cut(folder, after: 12)
        // By itself it is a log like any other.
        #expect(try await Program.run("audit", "verify", folder.path("audit.jsonl")).status == 0)
        let found = try await verify(folder, export)
        #expect(found.status == 1 && found.output.contains("truncated"), "\(found)")
    }

    @Test func theFileIsOpenedAgainAndEndedProperly() async throws {
        let folder = try TemporaryFolder()
        try folder.write("checkpoints.jsonl", "torn")
        let path = folder.path("checkpoints.jsonl")
        let service = try await Service.start(
            in: folder,
            audit: "  checkpoints: { records: 5, export: [{ type: file, path: \(path) }] }\n"
        )
        #expect(try await service.flood(6) == 6)
        #expect(await eventually { (try? folder.text(of: "checkpoints.jsonl"))?.hasPrefix("torn\n{") == true })
        try folder.move("checkpoints.jsonl", to: "old")
        #expect(try await service.flood(6) == 6)
        #expect(await eventually { folder.exists("checkpoints.jsonl") })
        try await service.stop()
        #expect(try folder.text(of: "checkpoints.jsonl").split(separator: "\n").count >= 2)
    }

    @Test func syslogAndTheJournalGetThemToo() async throws {
        let folder = try TemporaryFolder()
        let journal = try DatagramReceiver(folder.path("journal"))
        let local = try DatagramReceiver(folder.path("log"))
        let server = try StreamReceiver()
        let service = try await Service.start(
            in: folder,
            audit: """
                  checkpoints:
                    interval: 1s
                    export:
                      - { type: journald, socket: \(journal.path) }
                      - { type: syslog, name: local, server: \(local.path) }
                      - { type: syslog, name: far, server: 'tcp://127.0.0.1:\(server.port)', format: structured }

                """
        )
        #expect(try await service.flood(20) == 20)
        let arrived = await eventually {
            server.messages.count >= 2 && journal.datagrams.count >= 2 && local.datagrams.count >= 2
        }
        #expect(arrived)
        try await service.stop()
        let entries = journal.datagrams.compactMap { JournalEntry($0) }
        // As `journalctl -o cat`, `-o short`, `-o export` and `-o json` show them, and as a syslog server writes them.
        let json = try entries.map { entry in
            let fields = Dictionary(entry.fields.map { ($0.name, $0.value) }) { first, _ in first }
            return String(decoding: try JSONSerialization.data(withJSONObject: fields), as: UTF8.self)
        }
        let forms = [
            entries.compactMap { $0["MESSAGE"] },
            entries.compactMap { $0["MESSAGE"] }.map { "Nov 23 22:24:04 host dockreeve[7]: \($0)" },
            entries.flatMap { $0.fields.map { "\($0.name)=\($0.value)" } }, json, local.texts, server.messages,
        ]
        try cut(folder, after: 2)
        for (number, form) in forms.enumerated() {
            let kept = try folder.write("kept-\(number)", form.joined(separator: "\n") + "\n")
            let found = try await verify(folder, kept)
            #expect(found.status == 1 && found.output.contains("truncated"), "\(number): \(found)")
        }
        // Nothing in what was kept: nothing to find.
        let others = "Nov 23 22:24:04 host sshd[7]: {\"time\":\"x\"}\n{\"MESSAGE\":\"x\"}\n"
        let nothing = try folder.write("nothing", others)
        #expect(try await verify(folder, nothing).status == 0)
    }
}
