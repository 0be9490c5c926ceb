import Foundation
import TestSupport
import Testing

/// The plugin's socket, and its life among other processes.
@Suite struct ServeSocketTests {
    @Test(arguments: [SIGTERM, SIGINT])
    func theSocketGoesWithTheProcess(_ signal: Int32) async throws {
        let service = try await Service.start()
        #expect(service.folder.exists("plugin.sock"))
        #expect(try await service.ask(Call()).allow == true)
        #expect(try await service.stop(signal) == 0)
        #expect(!service.folder.exists("plugin.sock"))
    }

    @Test func nobodyElseMayConnect() async throws {
        let service = try await Service.start()
        let attributes = try FileManager.default.attributesOfItem(atPath: service.socket)
        #expect(attributes[.posixPermissions] as? Int == 0o600)
    }

    @Test func connectionsThatAreIdleDontHoldUpTheEnd() async throws {
        let service = try await Service.start()
        let connection = try PluginSocket(service.socket)
        connection.post("/Plugin.Activate", [])
        #expect(try connection.answer().status == 200)
        #expect(try await service.stop() == 0)
        #expect(try connection.answersUntilClosed().isEmpty)
    }

    @Test(arguments: [true, false])
    func aSecondOneOnTheSameSocketGivesWay(_ sharesLog: Bool) async throws {
        let first = try await Service.start()
        let folder = first.folder
        #expect(try await first.ask(Call()).allow == true)
        let second = try await Program.run(
            "serve",
            "--state",
            folder.path("state"),
            "--policies",
            folder.path("policies"),
            "--socket",
            first.socket,
            "--audit",
            folder.path(sharesLog ? "audit.jsonl" : "other.jsonl")
        )
        #expect(second.status == 2, "\(second)")
        #expect(second.errors.contains("`\(first.socket)` is in use"), "\(second)")

        #expect(try await first.ask(Call()).allow == true)
        #expect(first.isRunning && folder.exists("plugin.sock"))
        #expect(try first.records().map(\.seq) == [1, 2, 3])
        #expect(try await first.stop() == 0)
        #expect(!folder.exists("plugin.sock"))
    }

    @Test func manyAtOnceAndOneWins() async throws {
        let folder = try TemporaryFolder()
        try folder.write("policies/rules.yaml", RuleTexts.everything)
        let services = await withTaskGroup(of: Service?.self) { group in
            for number in 0..<4 {
                group.addTask {
                    try? await Service.start(nil, in: folder, options: ["--audit", folder.path("\(number).jsonl")])
                }
            }
            return await group.reduce(into: [Service]()) { if let service = $1 { $0.append(service) } }
        }
        #expect(await eventually { services.count { $0.isRunning } == 1 })
        let winner = try #require(services.first { $0.isRunning })
        #expect(try await winner.ask(Call()).allow == true)
        #expect(try await winner.stop() == 0)
        #expect(!folder.exists("plugin.sock"))
    }

    @Test func whatIsNoSocketIsLeftAlone() async throws {
        let folder = try TemporaryFolder()
        try folder.write("policies/rules.yaml", RuleTexts.everything)
        let file = try folder.write("plugin.sock", "precious")
        let result = try await Program.run(
            "serve",
            "--state",
            folder.path("state"),
            "--policies",
            folder.path("policies"),
            "--socket",
            file,
            "--audit",
            folder.path("audit.jsonl")
        )
        #expect(result.status == 2, "\(result)")
        #expect(result.errors.contains("`\(file)` exists and is not a socket"), "\(result)")
        #expect(try folder.text(of: "plugin.sock") == "precious")
    }

    @Test func aFolderThatIsNotThereIsNamed() async throws {
        let folder = try TemporaryFolder()
        let socket = "/proc/nowhere/plugin.sock"
        let result = try await Program.run(
            "serve",
            "--state",
            folder.path("state"),
            "--policies",
            folder.path("policies"),
            "--socket",
            socket,
            "--audit",
            folder.path("audit.jsonl")
        )
        #expect(result.status == 2, "\(result)")
        #expect(result.errors.contains("/proc/nowhere"), "\(result)")
        let long = folder.path(String(repeating: "x", count: 120))
        let tooLong = try await Program.run(
            "serve",
            "--state",
            folder.path("state"),
            "--policies",
            folder.path("policies"),
            "--socket",
            long,
            "--audit",
            folder.path("audit.jsonl")
        )
        #expect(tooLong.status == 2 && tooLong.errors.contains("too long"), "\(tooLong)")
    }

    @Test func afterBeingKilledItStartsAgain() async throws {
        let folder = try TemporaryFolder()
        let first = try await Service.start(in: folder)
        for _ in 0..<3 { #expect(try await first.ask(Call()).allow == true) }
        #expect(try await first.stop(SIGKILL) == SIGKILL)
        // What a dead process leaves: its socket, and a record that it was just writing.
        #expect(folder.exists("plugin.sock"))
        let whole = try folder.text(of: "audit.jsonl")
        let log = try #require(FileHandle(forWritingAtPath: folder.path("audit.jsonl")))
        try log.seekToEnd()
        try log.write(contentsOf: Data(#"{"time":"2026-01-01T00:00:00.000000Z","seq":5,"ph"#.utf8))
        try log.close()

        let second = try await Service.start(in: folder)
        #expect(try await second.ask(Call()).allow == true)
        #expect(try folder.text(of: "audit.jsonl").hasPrefix(whole))
        let records = try second.records()
        #expect(records.map(\.seq) == Array(1...records.count))
        #expect(records.map(\.phase) == ["start", "request", "request", "request", "gap", "start", "request"])
        #expect(try await second.stop() == 0)
    }

    @Test func itIsKilledAgainAndAgainUnderLoad() async throws {
        let folder = try TemporaryFolder()
        for _ in 0..<5 {
            let service = try await Service.start(in: folder)
            try await onOwnThread { [socket = service.socket] in
                let connection = try PluginSocket(socket)
                for _ in 0..<20 { connection.post(Call().path, Call().json) }
                _ = try connection.answer()
            }
            #expect(try await service.stop(SIGKILL) == SIGKILL)
        }
        let last = try await Service.start(in: folder)
        #expect(try await last.ask(Call()).allow == true)
        let records = try last.records()
        #expect(records.map(\.seq) == Array(1...records.count))
    }
}
