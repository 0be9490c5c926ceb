import Foundation
import TestSupport
import Testing

/// What the plugin makes of records that can't be kept, on disks that are really full or read-only.
@Suite struct ServeDurabilityTests {
    private static let cannotMount: Comment = "needs root: a tmpfs can't be mounted here"

    private func start(
        _ lines: String...,
        on disk: SmallDisk,
        in folder: TemporaryFolder? = nil
    ) async throws -> Service {
        let folder = try folder ?? TemporaryFolder()
        let arguments = try AuditConfiguration.write(lines, log: "\(disk.path)/audit.jsonl", in: folder)
        return try await Service.start(in: folder, arguments: arguments)
    }

    private func records(on disk: SmallDisk) throws -> [AuditLine] {
        try AuditLine.all(in: String(contentsOfFile: "\(disk.path)/audit.jsonl", encoding: .utf8))
    }

    private func verify(_ path: String) async throws {
        let whole = try await Program.run("audit", "verify", path)
        #expect(whole.status == 0, "\(whole)")
    }

    @Test(arguments: ["write", "fsync", "async"])
    func eachWayToKeepRecordsKeepsThem(_ durability: String) async throws {
        let folder = try TemporaryFolder()
        let arguments = try AuditConfiguration.write(["durability: \(durability)"], in: folder)
        let service = try await Service.start(in: folder, arguments: arguments)
        for _ in 0..<20 { #expect(try await service.ask(Call()).allow == true) }
        let report = try await service.report()
        #expect(report.audit.durability == durability && report.audit.on_failure == "deny" && report.health == "ok")
        #expect(report.audit.failure == nil && report.audit.rotation == nil)
        #expect(try await service.status().output.contains("durability \(durability)"))
        #expect(try await service.stop() == 0)
        let records = try service.records()
        #expect(records.map(\.seq) == Array(1...23))
        #expect(records.filter { $0.decision == "allow" }.count == 20)
        try await verify(folder.path("audit.jsonl"))
    }

    @Test(.enabled(if: SmallDisk.isPossible, cannotMount), arguments: ["write", "fsync"])
    func aFullDiskDeniesUntilThereIsRoom(_ durability: String) async throws {
        let disk = try SmallDisk(kibibytes: 64)
        let service = try await start("durability: \(durability)", "on_failure: deny", on: disk)
        #expect(try await service.ask(Call()).allow == true)
        try disk.fill()
        var answer = try await service.ask(Call())
        // What is left of the last page is room still.
        while answer.allow == true { answer = try await service.ask(Call()) }
        #expect(answer.message.contains("audit-unavailable") && answer.message.contains("No space left"), "\(answer)")
        let report = try await service.report()
        #expect(report.health == "attention" && report.audit.failure?.error.contains("No space left") == true)
        #expect(report.audit.lost >= 1 && report.audit.unrecorded >= 1)
        #expect(await eventually { service.output.contains("every call is denied") }, "\(service.output)")

        try disk.empty()
        #expect(try await service.ask(Call()).allow == true)
        #expect(try await service.report().audit.failure == nil)
        #expect(await eventually { service.output.contains("recorded again") }, "\(service.output)")
        #expect(try await service.stop() == 0)
        #expect(try records(on: disk).contains { $0.phase == "gap" && $0.reason == "lost-records" })
        try await verify("\(disk.path)/audit.jsonl")
    }

    @Test(.enabled(if: SmallDisk.isPossible, cannotMount))
    func aFullDiskIsLoudWhereCallsGoOn() async throws {
        let disk = try SmallDisk(kibibytes: 64)
        let service = try await start("durability: write", "on_failure: continue", on: disk)
        try disk.fill()
        var asked = 0
        while try await service.report().audit.failure == nil {
            #expect(try await service.ask(Call()).allow == true)
            asked += 1
        }
        for _ in 0..<5 { #expect(try await service.ask(Call()).allow == true) }
        // What is denied stays denied.
        #expect(try await service.ask(Call(uri: "/../etc")).allow == false)
        let report = try await service.report()
        #expect(report.health == "attention" && report.attention.contains { $0.contains("without a record") })
        #expect(report.audit.unrecorded == 7 && report.audit.lost == 7)
        #expect(report.calls.allowed.values.reduce(0, +) == asked + 5)
        #expect(await eventually { service.output.contains("calls go on without a record") }, "\(service.output)")

        try disk.empty()
        #expect(try await service.ask(Call()).allow == true)
        try await service.stop()
        let text = try String(contentsOfFile: "\(disk.path)/audit.jsonl", encoding: .utf8)
        #expect(text.contains(#""reason":"lost-records","lost":7"#) && text.contains(#""on_failure":"continue""#))
        try await verify("\(disk.path)/audit.jsonl")
    }

    @Test(.enabled(if: SmallDisk.isPossible, cannotMount))
    func aReadOnlyFileSystemDeniesUntilItIsWritable() async throws {
        let disk = try SmallDisk(kibibytes: 256)
        let first = try await start("durability: write", "on_failure: deny", on: disk)
        #expect(try await first.ask(Call()).allow == true)
        try await first.stop()
        try disk.setReadOnly(true)
        let service = try await start("durability: write", "on_failure: deny", on: disk, in: first.folder)
        let answer = try await service.ask(Call())
        #expect(answer.allow == false && answer.message.contains("Read-only file system"), "\(answer)")
        try disk.setReadOnly(false)
        #expect(try await eventually { try await service.ask(Call()).allow == true })
        try await service.stop()
        try await verify("\(disk.path)/audit.jsonl")
    }

    @Test(.enabled(if: SmallDisk.isPossible, cannotMount))
    func withAQueueAFullDiskIsSeenAndNothingIsLostWhileThereIsRoomInIt() async throws {
        let disk = try SmallDisk(kibibytes: 64)
        let service = try await start("durability: async", "on_failure: deny", on: disk)
        try disk.fill()
        var asked = 0
        while try await service.report().audit.failure == nil {
            #expect(try await service.ask(Call()).allow == true)
            asked += 1
        }
        #expect(try await service.report().health == "attention")
        try disk.empty()
        #expect(try await eventually { try await service.report().audit.failure == nil })
        try await service.stop()
        #expect(try records(on: disk).filter { $0.decision == "allow" }.count == asked)
        try await verify("\(disk.path)/audit.jsonl")
    }
}
