import Foundation
import TestSupport
import Testing

@testable import dockreeve

/// `dockreeve status` and the socket that it asks.
@Suite struct StatusCommandTests {
    private let privileged = Call.create(#"{"HostConfig":{"Privileged":true}}"#, user: "bob")

    @Test func allIsWell() async throws {
        let service = try await Service.start(RuleTexts.unprivileged)
        #expect(try await service.ask(Call()).allow == true)
        #expect(try await service.ask(Call(status: 200)).allow == true)
        #expect(try await service.ask(privileged).allow == false)
        #expect(try await service.ask("/AuthZPlugin.AuthZReq", Array("{}".utf8)).status == 400)
        let text = try await service.status()
        #expect(text.status == 0 && text.errors.isEmpty, "\(text)")
        for part in ["revision 1", "2 in 1 file", service.folder.path("policies/rules.yaml"), "1 denied-by-rule"] {
            #expect(text.output.contains(part), "\(part): \(text)")
        }
        let report = try await service.report()
        #expect(report.health == "ok" && report.attention.isEmpty && report.policy.state == "in-force")
        #expect(report.pid > 0 && report.version == Version.text)
        #expect(report.policy.sha256 == (try service.records().first?.policy?.sha256))
        #expect(report.rule_files.directory == service.folder.path("policies"))
        #expect(report.calls.requests == 2 && report.calls.responses == 1)
        #expect(report.calls.allowed == ["allowed-by-rule": 1, "default-allow": 1])
        #expect(report.calls.denied == ["denied-by-rule": 1, "malformed-call": 1])
        #expect(report.audit.last_seq == (try service.records().last?.seq) && report.audit.unrecorded == 0)
        #expect(report.connections.accepted >= 4)
    }

    @Test func monitoredRulesFilesAndGuardsAreListed() async throws {
        let folder = try TemporaryFolder()
        try folder.write("policies/rules.yaml", RuleTexts.everything)
        try folder.write(
            "policies/trial.yaml",
            """
            version: 1
            mode: monitor
            rules:
              - id: trial.privileged
                effect: deny
                match: { body.HostConfig.Privileged: 'true' }
              - id: trial.never
                effect: deny
                match: { user: nobody }

            """
        )
        let file = try folder.write("dockreeve.yaml", "guards: { unknown-endpoint: monitor }\n")
        let service = try await Service.start(nil, in: folder, options: ["--config", file])
        for _ in 0..<3 { #expect(try await service.ask(privileged).allow == true) }
        #expect(try await service.ask(Call(uri: "/nowhere")).allow == true)
        #expect(try service.records().dropFirst().allSatisfy { $0.would?.decision == "deny" })

        let report = try await service.report()
        #expect(report.monitor.guards == ["unknown-endpoint"] && !report.monitor.everything)
        #expect(report.monitor.files == [folder.path("policies/trial.yaml")])
        #expect(report.monitor.rules.map(\.id) == ["trial.privileged", "trial.never"])
        #expect(report.monitor.rules.map(\.matched) == [3, 0])
        #expect(report.calls.would_deny == ["denied-by-rule": 3, "unknown-endpoint": 1])
        #expect(report.health == "ok")
        #expect(try await service.status().output.contains("rule trial.privileged (deny), 3 calls"))
    }

    @Test func aPluginThatOnlyMonitorsNeedsAttention() async throws {
        let service = try await Service.start(RuleTexts.unprivileged, options: ["--monitor"])
        #expect(try await service.ask(privileged).allow == true)
        let report = try await service.report()
        #expect(report.monitor.everything && report.health == "attention")
        #expect(report.calls.allowed == ["monitor-mode": 1] && report.calls.would_deny == ["denied-by-rule": 1])
        #expect(try await service.status().status == 1)
    }

    @Test func whatIsNotRecordedIsCounted() async throws {
        let folder = try TemporaryFolder()
        let service = try await Service.start(in: folder, options: ["--audit", folder.path("logs/audit.jsonl")])
        #expect(try await service.ask(Call()).allow == false)
        let report = try await service.report()
        #expect(report.audit.unrecorded == 1 && report.calls.denied == ["audit-unavailable": 1])
        #expect(report.health == "attention")
    }

    @Test func withoutAPluginItSaysSo() async throws {
        let folder = try TemporaryFolder()
        let missing = try await Program.run("status", "--admin", folder.path("admin.sock"))
        #expect(missing.status == 3 && missing.errors.contains("isn't running"), "\(missing)")
        let service = try await Service.start(in: folder)
        #expect(try await service.status().status == 0)
        #expect(try await service.stop() == 0)
        #expect(!folder.exists("admin.sock"))
        #expect(try await service.status().status == 3)
        let killed = try await Service.start(nil, in: folder)
        try await killed.stop(SIGKILL)
        #expect(try await killed.status().status == 3)
    }

    @Test func theConfigurationNamesTheSocket() async throws {
        let folder = try TemporaryFolder()
        let file = try folder.write("dockreeve.yaml", "admin: \(folder.path("other.sock"))\n")
        let service = try await Service.start(
            in: folder,
            options: ["--config", file, "--admin", folder.path("other.sock")]
        )
        #expect(try await Program.run("status", "--config", file).status == 0)
        #expect(try await service.status().status == 3)
    }

    @Test func theSocketIsForItsOwnerAlone() async throws {
        let service = try await Service.start()
        var status = stat()
        #expect(stat(service.folder.path("admin.sock"), &status) == 0)
        #expect(status.st_mode & S_IFMT == S_IFSOCK && status.st_mode & 0o777 == 0o600)
    }

    /// Even when somebody opens the file to everybody, nobody else is told anything.
    @Test(.enabled(if: geteuid() == 0, "becoming somebody else takes root"))
    func somebodyElseIsToldNothing() async throws {
        let service = try await Service.start()
        let socket = service.folder.path("admin.sock")
        #expect(chmod(socket, 0o666) == 0 && chmod(service.folder.path, 0o755) == 0)
        let script = """
            import os, socket, sys
            os.setgid(65534); os.setuid(65534)
            s = socket.socket(socket.AF_UNIX); s.settimeout(10); s.connect(sys.argv[1])
            try:
                s.sendall(b'GET /v1/status HTTP/1.1\\r\\n\\r\\n')
                print(len(s.recv(4096)))
            except ConnectionError: print(0)
            """
        let process = Process()
        let output = Pipe()
        process.executableURL = URL(filePath: "/usr/bin/python3")
        process.arguments = ["-c", script, socket]
        process.standardOutput = output
        process.standardError = output
        try process.run()
        let text = try await onOwnThread { output.fileHandleForReading.readDataToEndOfFile() }
        #expect(String(decoding: text, as: UTF8.self) == "0\n")
        #expect(try await service.status().status == 0)
    }

    @Test func itAnswersHTTP() async throws {
        let service = try await Service.start()
        let path = service.folder.path("admin.sock")
        for (request, status) in [
            ("GET /v1/status HTTP/1.1\r\nHost: x\r\n\r\n", "200"), ("GET /v1/status.txt HTTP/1.0\n\n", "200"),
            ("GET / HTTP/1.1\r\n\r\n", "404"), ("POST /v1/status HTTP/1.1\r\n\r\n", "405"),
            ("GET /v1/status\r\n\r\n", "400"), ("\r\n\r\n", "400"), ("\u{0}\u{1}\r\n\r\n", "400"),
            (String(repeating: "x", count: 10_000), "400"),
        ] {
            let text = try await onOwnThread { try Self.exchange(path, request) }
            #expect(text.hasPrefix("HTTP/1.1 \(status) "), "\(request.prefix(40)): \(text)")
            #expect(text.contains("\r\nConnection: close\r\n"))
        }
    }

    /// Who connects and says nothing, or half a word, keeps nobody from asking, nor the plugin from ending.
    @Test func silentPeersHoldUpNobodyForLong() async throws {
        let service = try await Service.start()
        let path = service.folder.path("admin.sock")
        let silent = try (0..<3).map { _ in try PluginSocket(path) }
        silent[1].send(Array("GET /v1/sta".utf8))
        #expect(try await service.ask(Call()).allow == true)
        #expect(try await eventually { try await service.status().status == 0 })
        withExtendedLifetime(silent) {}
        let again = try PluginSocket(path)
        #expect(try await service.stop() == 0)
        withExtendedLifetime(again) {}
    }

    @Test func anotherAdminSocketInTheWayStopsNothing() async throws {
        let folder = try TemporaryFolder()
        try folder.write("admin.sock", "precious")
        let service = try await Service.start(in: folder)
        #expect(try await service.ask(Call()).allow == true)
        #expect(service.output.contains("`dockreeve status` won't work"))
        #expect(try folder.text(of: "admin.sock") == "precious")
        #expect(try await service.status().status >= 2)
    }

    @Test func whatIsNotDockreeveIsNotBelieved() {
        for text in [
            "", "HTTP/1.1 200 OK\r\n\r\n", "HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\n{}",
            "HTTP/1.1 200 OK\r\nContent-Length: 3\r\nDockreeve-Health: ok\r\n\r\n{}",
            "HTTP/1.1 500 No\r\nContent-Length: 2\r\nDockreeve-Health: ok\r\n\r\n{}",
            "HTTP/1.1 200 OK\r\nContent-Length: 2\r\nDockreeve-Health: fine\r\n\r\n{}",
        ] {
            #expect(throws: AdminClient.Failure.self) { try AdminClient.answer(Array(text.utf8)) }
        }
    }

    private static func exchange(_ path: String, _ request: String) throws -> String {
        let socket = try PluginSocket(path)
        socket.send(Array(request.utf8))
        return try socket.textUntilClosed()
    }
}
