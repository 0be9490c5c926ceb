import Foundation
import TestSupport
import Testing

/// Sinks without which nothing is allowed.
@Suite struct RequiredSinkTests {
    private static func start(_ path: String, in folder: TemporaryFolder) async throws -> Service {
        try await Service.start(
            in: folder,
            audit: "  sinks: [{ type: journald, socket: \(path), required: true, name: journal }]\n"
        )
    }

    @Test func theRecordIsThereBeforeTheAnswer() async throws {
        let folder = try TemporaryFolder()
        let journal = try DatagramReceiver(folder.path("journal"))
        let service = try await Self.start(journal.path, in: folder)
        for number in 2...20 {
            #expect(try await service.ask(Call()).allow == true)
            // Nobody waits here: what isn't there by now came too late.
            #expect(journal.datagrams.compactMap { JournalEntry($0)?["DOCKREEVE_SEQ"] }.last == "\(number)")
        }
        try await service.stop()
    }

    @Test func withoutItNothingIsAllowedAndTheLogSaysSo() async throws {
        let folder = try TemporaryFolder()
        var journal: DatagramReceiver? = try DatagramReceiver(folder.path("journal"))
        let service = try await Self.start(folder.path("journal"), in: folder)
        #expect(try await service.ask(Call()).allow == true)
        journal = nil
        try FileManager.default.removeItem(atPath: folder.path("journal"))
        for _ in 0..<5 {
            let answer = try await service.ask(Call())
            #expect(answer.allow == false && answer.message.contains("audit-unavailable"), "\(answer)")
            #expect(answer.message.contains("the required sink `journal` takes nothing"), "\(answer)")
        }
        let status = try await service.report()
        #expect(status.audit.unrecorded == 5 && status.calls.denied["audit-unavailable"] == 5)

        journal = try DatagramReceiver(folder.path("journal"))
        #expect(try await eventually { try await service.ask(Call()).allow == true })
        try await service.stop()
        let gap = try #require(try service.logLines().first { $0.contains("\"reason\":\"sink-failed\"") })
        let members = try #require(try JSONSerialization.jsonObject(with: Data(gap.utf8)) as? [String: Any])
        let lost = try #require(members["lost"] as? Int)
        let unconfirmed = members["unconfirmed"] as? [Int] ?? []
        #expect(lost + unconfirmed.count >= 5 && lost >= 1)
        #expect((members["error"] as? String)?.contains("`journal`") == true)
        // Every decision of the log that says `allow` and was no such answer is named.
        let allowed = try service.records().filter { $0.decision == "allow" }.map(\.seq)
        let told = Set(unconfirmed)
        #expect(allowed.filter { !told.contains($0) }.count == 2)
        // The sink has all of the log's records in the end, and the chain is whole.
        let verified = try await Program.run("audit", "verify", folder.path("audit.jsonl"))
        #expect(verified.status == 0, "\(verified)")
        withExtendedLifetime(journal) {}
    }

    @Test func oneThatHangsMakesDenialsAndGoesOnLater() async throws {
        let folder = try TemporaryFolder()
        let journal = try DatagramReceiver(folder.path("journal"))
        let service = try await Self.start(journal.path, in: folder)
        // Nobody takes datagrams out: after some hundred the kernel takes no more.
        var answers = 0
        while try await service.ask(Call()).allow == true, answers < 5000 { answers += 1 }
        #expect(answers < 5000)
        // The next ones don't wait for it any more: a thousand of them would take a quarter of an hour.
        #expect(try await service.flood(1000) == 0)
        // Somebody reads.
        #expect(
            try await eventually {
                _ = journal.datagrams
                return try await service.ask(Call()).allow == true
            }
        )
        try await service.stop()
        let records = journal.datagrams.compactMap { JournalEntry($0)?["DOCKREEVE_RECORD"] }
        #expect(records == (try service.logLines()))
    }

    @Test func itNeverWasThere() async throws {
        let folder = try TemporaryFolder()
        let service = try await Self.start(folder.path("nobody"), in: folder)
        #expect(try await service.flood(20) == 0)
        let records = try service.records()
        // At most the first one was written before the sink was known to take nothing.
        #expect(records.count { $0.decision == "allow" } <= 1)
        try await service.stop()
    }
}
