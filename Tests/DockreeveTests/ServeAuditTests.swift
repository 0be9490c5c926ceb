import Foundation
import TestSupport
import Testing

/// The audit log of a running plugin: nothing is answered that isn't recorded.
@Suite struct ServeAuditTests {
    @Test func bothPhasesShareTheirId() async throws {
        let service = try await Service.start()
        let create = Call.create(#"{"Image":"busybox"}"#, user: "alice")
        var answered = create
        answered.status = 201
        var inspected = Call(uri: "/containers/a/json", user: "alice")

        #expect(try await service.ask(create).allow == true)
        #expect(try await service.ask(inspected).allow == true)
        #expect(try await service.ask(answered).allow == true)
        inspected.status = 200
        #expect(try await service.ask(inspected).allow == true)

        let records = try service.records().dropFirst()
        #expect(records.map(\.phase) == ["request", "request", "response", "response"])
        let ids = records.compactMap(\.id)
        #expect(ids.count == 4 && ids[0] == ids[2] && ids[1] == ids[3] && ids[0] != ids[1])
        #expect(records.map(\.status) == [nil, nil, 201, 200])
        #expect(records.map(\.decision) == Array(repeating: "allow", count: 4))
    }

    @Test func aResponseWithoutItsRequestHasAnIdOfItsOwn() async throws {
        let service = try await Service.start()
        #expect(try await service.ask(Call(status: 200)).allow == true)
        #expect(try await service.ask(Call(status: 200)).allow == true)
        let ids = try service.records().compactMap(\.id)
        #expect(ids.count == 2 && ids[0] != ids[1])
    }

    @Test func withoutALogNothingIsAllowed() async throws {
        let folder = try TemporaryFolder()
        let service = try await Service.start(
            in: folder,
            options: ["--audit", folder.path("logs/audit.jsonl")]
        )
        for _ in 0..<2 {
            let answer = try await service.ask(Call())
            #expect(answer.status == 200 && answer.allow == false)
            #expect(answer.message.contains("audit-unavailable"), "\(answer)")
            #expect(answer.message.contains(folder.path("logs")), "\(answer)")
        }
        #expect(service.output.contains("can't be recorded"), "\(service.output)")

        // It goes on by itself once there is a place to write to, and tells what is missing.
        try folder.makeFolder("logs")
        #expect(try await eventually { try await service.ask(Call()).allow == true })
        let records = try service.records("logs/audit.jsonl")
        #expect(records.first?.phase == "gap")
        #expect(records.last?.decision == "allow")
        #expect(records.map(\.seq) == Array(1...records.count))
    }

    @Test func monitorModeDoesntAllowWhatIsNotRecorded() async throws {
        let folder = try TemporaryFolder()
        let service = try await Service.start(
            in: folder,
            options: ["--monitor", "--audit", folder.path("logs/audit.jsonl")]
        )
        #expect(try await service.ask(Call()).allow == false)
    }

    @Test func aLogThatIsNoFileIsRefused() async throws {
        let folder = try TemporaryFolder()
        try folder.makeFolder("audit.jsonl")
        let service = try await Service.start(in: folder)
        let answer = try await service.ask(Call())
        #expect(answer.allow == false && answer.message.contains("audit-unavailable"), "\(answer)")
    }

    @Test func hangupOpensTheLogAnew() async throws {
        let service = try await Service.start()
        let folder = service.folder
        for _ in 0..<3 { #expect(try await service.ask(Call()).allow == true) }
        try folder.move("audit.jsonl", to: "audit.jsonl.1")
        // Until it is told, it goes on in the file that it has.
        #expect(try await service.ask(Call()).allow == true)
        #expect(!folder.exists("audit.jsonl"))
        service.signal(SIGHUP)
        #expect(await eventually { folder.exists("audit.jsonl") })
        for _ in 0..<2 { #expect(try await service.ask(Call()).allow == true) }

        let (old, new) = (try service.records("audit.jsonl.1"), try service.records())
        #expect(old.map(\.seq) == Array(1...5))
        #expect(new.map(\.seq) == [6, 7])
        #expect(service.isRunning)

        // The same file still being there, nothing happens.
        service.signal(SIGHUP)
        service.signal(SIGHUP)
        #expect(try await service.ask(Call()).allow == true)
        #expect(try await service.stop() == 0)
        #expect(try service.records().map(\.seq) == [6, 7, 8, 9, 10])
        #expect(try service.records().suffix(2).map(\.phase) == ["stop", "checkpoint"])
    }

    @Test func anIdleLogIsSignedAndProvesItself() async throws {
        let service = try await Service.start(options: ["--checkpoint-interval", "1"])
        #expect(await eventually { (try? service.records())?.contains { $0.phase == "checkpoint" } == true })
        #expect(try await service.ask(Call()).allow == true)
        try await service.stop()
        let key = service.folder.path("state/audit/signing.pub.pem")
        let log = service.folder.path("audit.jsonl")
        let whole = try await Program.run("audit", "verify", "--key", key, log)
        #expect(whole.status == 0 && whole.output.contains("the log is whole"), "\(whole)")

        let edited = try service.folder.text(of: "audit.jsonl").replacing("\"allow\"", with: "\"deny\"")
        try service.folder.write("audit.jsonl", edited)
        let found = try await Program.run("audit", "verify", "--key", key, log)
        #expect(found.status == 1 && found.output.contains(": edited: record "), "\(found)")
    }

    @Test func aNewKeyTakesOverAtHangupAndAtTheStart() async throws {
        let folder = try TemporaryFolder()
        var keys: [String] = []
        for isHangup in [true, false] {
            let service = try await Service.start(in: folder)
            if !isHangup { try await service.stop() }
            let made = try await Program.run("audit", "key", "--state", folder.path("state"), "--rotate")
            #expect(made.status == 0, "\(made)")
            if isHangup { service.signal(SIGHUP) }
            let running = isHangup ? service : try await Service.start(in: folder)
            #expect(await eventually { !folder.exists("state/audit/signing.next.pem") })
            try await running.stop()
            keys.append(made.output)
            #expect(try folder.text(of: "state/audit/signing.pub.pem") == made.output)
        }
        #expect(Set(keys).count == 2)
        let whole = try await Program.run("audit", "verify", folder.path("audit.jsonl"))
        #expect(whole.status == 0, "\(whole)")
    }

    @Test func theLogTellsStartAndEnd() async throws {
        let service = try await Service.start()
        #expect(try await service.ask(Call()).allow == true)
        try await service.stop()
        let records = try service.records()
        #expect(records.map(\.phase) == ["start", "request", "stop", "checkpoint"])
        #expect(records.allSatisfy { $0.time.wholeMatch(of: /\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{6}Z/) != nil })
    }

    @Test func secretsOfBodiesStayOut() async throws {
        let service = try await Service.start()
        let body = #"{"Image":"busybox","Env":["PASSWORD=hunter2"],"Labels":{"key":"hunter3"}}"#
        var call = Call.create(body, user: "alice")
        call.headers["X-Registry-Auth"] = "hunter4"
        #expect(try await service.ask(call).allow == true)
        #expect(try !service.folder.text(of: "audit.jsonl").contains("hunter"))
    }
}
