import Foundation
import TestSupport
import Testing

/// The plugin sets its log aside by itself, while it is asked.
@Suite struct ServeRotationTests {
    private func start(_ rotation: String, in folder: TemporaryFolder) async throws -> Service {
        try folder.makeFolder("log")
        let arguments = try AuditConfiguration.write(
            ["rotate: \(rotation)"],
            log: folder.path("log/audit.jsonl"),
            in: folder
        )
        return try await Service.start(in: folder, arguments: arguments)
    }

    private func aside(_ folder: TemporaryFolder) throws -> [String] {
        try folder.names(in: "log").filter { $0.contains("audit.jsonl.") }.sorted()
    }

    @Test func whatIsSetAsideIsCompressedKeptAndProved() async throws {
        let folder = try TemporaryFolder()
        let service = try await start("{ size: 4KiB, keep: 3, compress: true }", in: folder)
        for _ in 0..<150 { #expect(try await service.ask(Call()).allow == true) }
        #expect(
            try await eventually {
                let names = try aside(folder)
                return try await service.report().audit.rotation?.removed ?? 0 > 0 && names.count == 3
                    && names.allSatisfy { $0.hasSuffix("Z.gz") }
            }
        )
        let report = try await service.report()
        #expect(report.health == "ok" && report.audit.rotation?.rotated ?? 0 > 3)
        #expect(report.audit.rotation?.last_file?.contains("/log/audit.jsonl.0") == true)
        #expect(try await service.status().output.contains("times since the start"))
        #expect(
            service.output.contains("set the audit log aside") && service.output.contains("removed an old audit log")
        )
        #expect(try await service.stop() == 0)

        let key = folder.path("state/audit/signing.pub.pem")
        let whole = try await Program.run("audit", "verify", "--key", key, folder.path("log"))
        #expect(whole.status == 0 && whole.output.contains("removed by the log's retention"), "\(whole)")
        let found = try await Program.run("audit", "search", "--decision", "allow", "--count", folder.path("log"))
        #expect(found.status == 0, "\(found)")
        let tail = try await Program.run("audit", "tail", "-n", "15", "--json", folder.path("log/audit.jsonl"))
        #expect(try AuditLine.all(in: tail.output).count == 15, "\(tail)")
    }

    @Test func anOldFileIsSetAsideWithoutACall() async throws {
        let folder = try TemporaryFolder()
        let service = try await start("{ age: 1s, compress: false }", in: folder)
        #expect(try await service.ask(Call()).allow == true)
        #expect(try await eventually { try aside(folder).count >= 1 })
        let before = try aside(folder).count
        // Nothing is written any more, so there is nothing to set aside.
        #expect(try await service.ask(Call()).allow == true)
        #expect(try await eventually { try aside(folder).count > before })
        try await service.stop()
        let whole = try await Program.run("audit", "verify", folder.path("log"))
        #expect(whole.status == 0, "\(whole)")
    }
}
