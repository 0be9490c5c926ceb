import Foundation
import TestSupport
import Testing

/// Receivers of audit records beside the file, on a real plugin: what they get, and that nobody waits for them.
@Suite struct ServeSinkTests {
    @Test func journaldGetsEveryRecord() async throws {
        let folder = try TemporaryFolder()
        try folder.write("policies/rules.yaml", RuleTexts.unprivileged)
        let journal = try DatagramReceiver(folder.path("journal"))
        let service = try await Service.start(
            in: folder,
            rules: nil,
            audit: "  sinks: [{ type: journald, socket: \(journal.path) }]\n"
        )
        #expect(try await service.ask(Call(user: "alice")).allow == true)
        let body = #"{"Image":"busybox","HostConfig":{"Privileged":true}}"#
        #expect(try await service.ask(Call.create(body, user: "eve\nPRIORITY=0")).allow == false)
        try await service.stop()

        // Everything was delivered at the end, in the log's order, the log's own bytes.
        let entries = try journal.datagrams.map { try #require(JournalEntry($0)) }
        #expect(entries.map { $0["DOCKREEVE_RECORD"] } == (try service.logLines()))
        #expect(entries.compactMap { $0["DOCKREEVE_PHASE"] } == ["start", "request", "request", "stop", "checkpoint"])
        #expect(entries.map { $0["PRIORITY"] } == ["5", "6", "4", "5", "6"])
        #expect(entries[1]["DOCKREEVE_USER"] == "alice" && entries[1]["DOCKREEVE_DECISION"] == "allow")
        #expect(entries[2]["DOCKREEVE_USER"] == "eve\nPRIORITY=0" && entries[2]["DOCKREEVE_DECISION"] == "deny")
        #expect(entries[4]["MESSAGE"] == entries[4]["DOCKREEVE_RECORD"])
    }

    @Test func devLogGetsEveryRecord() async throws {
        let folder = try TemporaryFolder()
        let receiver = try DatagramReceiver(folder.path("log"))
        let service = try await Service.start(
            in: folder,
            audit: "  sinks: [{ type: syslog, server: \(receiver.path), facility: local3 }]\n"
        )
        #expect(try await service.flood(20) == 20)
        // The kernel holds few datagrams that nobody takes.
        #expect(await eventually { receiver.datagrams.count == 21 })
        try await service.stop()
        #expect(receiver.texts.compactMap { SinkLine($0)?.json } == (try service.logLines()))
        #expect(receiver.texts.allSatisfy { $0.hasPrefix("<15") && $0.contains(" dockreeve[") })
    }

    @Test func standardOutputGetsEveryRecord() async throws {
        let folder = try TemporaryFolder()
        let service = try await Service.start(in: folder, audit: "  sinks: [{ type: stdout }]\n")
        #expect(try await service.flood(20) == 20)
        try await service.stop()
        let output = service.output.split(separator: "\n").filter { $0.hasPrefix("{") }.map(String.init)
        #expect(output == (try service.logLines()))
    }

    @Test func nobodyReadsStandardOutput() async throws {
        let folder = try TemporaryFolder()
        let pipe = folder.path("pipe")
        #expect(mkfifo(pipe, 0o600) == 0)
        let reader = open(pipe, O_RDONLY | O_NONBLOCK)
        defer { close(reader) }
        let service = try await Service.start(
            in: folder,
            audit: "  sinks: [{ type: stdout, queue: 64KiB }]\n",
            environment: ["PIPE": pipe],
            through: #"exec "$@" >"$PIPE""#
        )
        #expect(try await service.flood(500) == 500)
        let sink = try #require(try await service.report().audit.sinks.first)
        #expect(sink.dropped > 0 && sink.waiting_bytes > 0)
        // It doesn't hold up the end either.
        #expect(try await service.stop() == 0)
    }

    @Test func aSyslogServerGetsEveryRecordAndMayGoAndComeBack() async throws {
        let folder = try TemporaryFolder()
        let first = try StreamReceiver()
        let service = try await Service.start(
            in: folder,
            audit: "  sinks: [{ type: syslog, server: 'tcp://127.0.0.1:\(first.port)' }]\n"
        )
        #expect(try await service.flood(50) == 50)
        #expect(await eventually { first.messages.count == 51 })
        #expect(first.messages.compactMap { SinkLine($0)?.json } == (try service.logLines()))
        let form = /<\d+>1 \S+Z \S+ dockreeve \d+ \w+ - \{.*\}/
        #expect(first.messages.allSatisfy { $0.wholeMatch(of: form) != nil })

        #expect(await first.leave())
        // Decisions don't depend on it, whatever is known of it.
        #expect(try await service.flood(50) == 50)
        #expect(try await eventually { try await service.report().audit.sinks.first?.state == "failing" })
        let status = try await service.status()
        #expect(status.status == 1, "\(status)")
        #expect(status.output.contains("attention: the audit sink `syslog` takes nothing"), "\(status)")

        let second = try StreamReceiver(port: first.port)
        #expect(await eventually { second.messages.contains { SinkLine($0)?.seq == 101 } }, "\(second.messages)")
        let lines = second.messages.compactMap { SinkLine($0) }
        // It hears from where on something may be missing; at least all that came after the loss was known is there.
        #expect(
            lines.first?.phase == "gap" && lines.first?.reason == "sink-reconnected",
            "\(second.messages.prefix(2))"
        )
        let told = try #require(lines.first?.lastSeq)
        #expect(told >= 51)
        #expect(lines.dropFirst().compactMap(\.seq) == Array(told + 1...101))
        #expect(await eventually { service.output.contains("takes records again") })
        try await service.stop()
        #expect(second.fault == nil && first.fault == nil)
    }

    @Test func aServerThatNeverReadsHoldsUpNobody() async throws {
        let folder = try TemporaryFolder()
        let server = try StreamReceiver(reading: false)
        let service = try await Service.start(
            in: folder,
            audit: "  sinks: [{ type: syslog, server: 'tcp://127.0.0.1:\(server.port)', queue: 64KiB, name: far }]\n"
        )
        // More than the kernel and the queue hold together.
        var call = Call()
        call.uri = "/v1.43/containers/json?x=" + String(repeating: "x", count: 3000)
        var asked = 0
        var dropped = 0
        while dropped < 100, asked < 20_000 {
            #expect(try await service.flood(200, call) == 200)
            asked += 200
            dropped = try #require(try await service.report().audit.sinks.first).dropped
        }
        #expect(dropped >= 100)
        let status = try await service.status()
        #expect(status.output.contains("records were dropped for the audit sink `far`"), "\(status)")
        #expect(service.output.contains("records are dropped"), "\(service.output)")

        server.read()
        #expect(try await eventually { try await service.report().audit.sinks.first?.waiting_bytes == 0 })
        #expect(try await service.ask(Call()).allow == true)
        let last = asked + 2
        #expect(await eventually { server.messages.last.flatMap { SinkLine($0)?.seq } == last })
        // What was lost is told exactly where it is missing.
        var expected = 1
        var lost = 0
        for message in server.messages {
            let line = try #require(SinkLine(message))
            if line.reason == "sink-overflow" {
                #expect(line.firstSeq == expected, "\(message)")
                lost += line.lost ?? 0
                expected = (line.lastSeq ?? 0) + 1
            } else {
                #expect(line.seq == expected, "\(message.prefix(200))")
                expected += 1
            }
        }
        #expect(lost == (try await service.report().audit.sinks.first?.dropped))
        try await service.stop()
    }

    @Test func aServerThatIsNotThereHoldsUpNobody() async throws {
        let folder = try TemporaryFolder()
        let server = try StreamReceiver()
        #expect(await server.leave())
        let service = try await Service.start(
            in: folder,
            audit: """
                  sinks:
                    - { type: syslog, server: 'tcp://127.0.0.1:\(server.port)' }
                    - { type: journald, socket: \(folder.path("nobody")) }
                    - { type: syslog, name: local, server: \(folder.path("nobody")) }

                """
        )
        #expect(try await service.flood(50) == 50)
        #expect(
            try await eventually {
                try await service.report().audit.sinks.map(\.state) == ["failing", "failing", "failing"]
            }
        )
        // It has them all once it is there.
        let late = try DatagramReceiver(folder.path("nobody"))
        #expect(await eventually { late.datagrams.count >= 102 })
        #expect(try await service.stop() == 0)
    }

    @Test func aServerWithTLSGetsEveryRecord() async throws {
        let folder = try TemporaryFolder()
        let server = try await TLSReceiver(in: folder)
        let service = try await Service.start(
            in: folder,
            audit: """
                  sinks:
                    - type: syslog
                      server: tls://127.0.0.1:\(server.port)
                      ca: \(server.authorities)
                      certificate: \(server.clientCertificate)
                      key: \(server.clientKey)

                """
        )
        #expect(try await service.flood(20) == 20)
        #expect(try await eventually { try await service.report().audit.sinks.first?.sent == 21 })
        try await service.stop()
        for line in try service.logLines() { #expect(server.output.contains(line), "\(line)") }
        #expect(server.output.contains("CN = dockreeve") || server.output.contains("CN=dockreeve"))
    }

    @Test func aServerWithAForeignCertificateGetsNothing() async throws {
        let folder = try TemporaryFolder()
        let server = try await TLSReceiver(in: folder)
        let other = try TemporaryFolder()
        let foreign = try await TLSReceiver(in: other)
        let service = try await Service.start(
            in: folder,
            audit: "  sinks: [{ type: syslog, server: 'tls://127.0.0.1:\(server.port)', ca: \(foreign.authorities) }]\n"
        )
        #expect(try await service.flood(5) == 5)
        #expect(try await eventually { try await service.report().audit.sinks.first?.state == "failing" })
        try await service.stop()
        #expect(!server.output.contains("\"seq\":"))
    }
}
