import Foundation
import Synchronization
import TestSupport
import Testing

/// The plugin is killed again and again while clients ask it: what a client was told is in the log, and the log is whole.
@Suite struct ServeCrashTests {
    /// How often each way to keep records is tried; more with `DOCKREEVE_KILLS`.
    private static let kills = ProcessInfo.processInfo.environment["DOCKREEVE_KILLS"].flatMap { Int($0) } ?? 12

    /// How many answers have come, of all clients.
    private final class Progress: Sendable {
        let answers = Mutex(0)
    }

    /// What one client was told before its connection broke.
    private func hammer(_ socket: String, _ name: String, _ progress: Progress) -> [String] {
        var told: [String] = []
        guard let connection = try? PluginSocket(socket) else { return told }
        for number in 0..<5000 {
            let call = Call(uri: "/v1.43/containers/\(name)-\(number)/json", user: "alice")
            connection.post(call.path, call.json)
            guard let answer = try? connection.answer() else { return told }
            progress.answers.withLock { $0 += 1 }
            if answer.allow == true { told.append("/containers/\(name)-\(number)/json") }
        }
        return told
    }

    private func run(_ durability: String, rotating: Bool, kills: Int) async throws -> (
        folder: TemporaryFolder, told: [String]
    ) {
        let folder = try TemporaryFolder()
        try folder.makeFolder("log")
        let rotation = rotating ? "rotate: { size: 4KiB, compress: true }" : "on_failure: deny"
        let log = folder.path("log/audit.jsonl")
        let arguments = try AuditConfiguration.write(["durability: \(durability)", rotation], log: log, in: folder)
        var told: [String] = []
        var random = SeededGenerator(seed: 77)
        for round in 0..<kills {
            let service = try await Service.start(in: folder, arguments: arguments)
            let progress = Progress()
            let (answers, pause) = (
                Int.random(in: 3...100, using: &random), UInt32.random(in: 0...2000, using: &random)
            )
            let answered = try await withThrowingTaskGroup(of: [String].self) { group in
                for client in 0..<3 {
                    group.addTask {
                        try await onOwnThread { hammer(service.socket, "r\(round)c\(client)", progress) }
                    }
                }
                group.addTask {
                    try await onOwnThread {
                        // Somewhere in the middle of it, however quick the machine is.
                        let deadline = Date(timeIntervalSinceNow: 60)
                        while Date() < deadline, progress.answers.withLock({ $0 }) < answers { usleep(200) }
                        usleep(pause)
                        service.signal(SIGKILL)
                        return []
                    }
                }
                return try await group.reduce(into: []) { $0 += $1 }
            }
            told += answered
            try await service.stop(SIGKILL)
        }
        // And once more, so that what the last kill left is set right.
        let service = try await Service.start(in: folder, arguments: arguments)
        #expect(try await service.ask(Call()).allow == true)
        #expect(try await service.stop() == 0)
        return (folder, told)
    }

    /// All records, also of the files that were set aside.
    private func recorded(_ folder: TemporaryFolder) async throws -> Set<String> {
        let found = try await Program.run("audit", "search", "--json", "--decision", "allow", folder.path("log"))
        #expect(found.status == 0 && found.errors.isEmpty, "\(found.errors)")
        return Set(try AuditLine.all(in: found.output).compactMap(\.uri))
    }

    @Test(arguments: [("write", false), ("fsync", false), ("write", true), ("fsync", true)])
    func whatAClientWasToldIsRecorded(_ durability: String, _ rotating: Bool) async throws {
        let (folder, told) = try await run(durability, rotating: rotating, kills: Self.kills)
        let key = folder.path("state/audit/signing.pub.pem")
        let whole = try await Program.run("audit", "verify", "--key", key, folder.path("log"))
        #expect(whole.status == 0, "\(whole)")
        #expect(told.count > Self.kills)
        let missing = Set(told).subtracting(try await recorded(folder))
        #expect(missing.isEmpty, "\(missing.count) of \(told.count) are missing: \(missing.sorted().prefix(5))")
        if rotating { #expect(try folder.names(in: "log").contains { $0.hasSuffix(".gz") }) }
    }

    /// What waited in memory is lost; what is there is whole all the same.
    @Test func withAQueueTheLogIsWholeButCanMissTheLastRecords() async throws {
        let (folder, told) = try await run("async", rotating: false, kills: Self.kills)
        let whole = try await Program.run("audit", "verify", folder.path("log"))
        #expect(whole.status == 0, "\(whole)")
        #expect(told.count > Self.kills)
        #expect(try await !recorded(folder).isEmpty)
    }
}
