import Foundation
import Testing

extension RealDockerd {
    /// The plugin away, back, badly configured: dockerd must deny, and go on when all is well again.
    @Suite struct Outage {
        private static let list = RawCall("list", "/v1.41/containers/json", method: "GET")

        @Test func `with the plugin stopped dockerd denies, started again it goes on`() async throws {
            let engine = try Engine.current
            let first = try await engine.startPlugin(Policies.everything)
            try await engine.with(first) { _ in
                let answer = try await engine.send(Self.list)
                #expect(answer.status == 200, "\(answer)")
            }
            // dockerd asks again after 1, 2, 4 and 8 s, then gives up.
            let denied = try await engine.send(Self.list)
            #expect(denied.status == 500, "\(denied)")
            #expect(denied.body.contains("plugin dockreeve failed with error"), "\(denied)")
            try await engine.with(Policies.everything) { _ in
                let answer = try await engine.send(Self.list)
                #expect(answer.status == 200, "\(answer)")
            }
        }

        @Test func `a call made during a restart is answered after it`() async throws {
            let engine = try Engine.current
            let waiting = Task { try await engine.docker("ps") }
            try await Task.sleep(for: .milliseconds(500))
            try await engine.with(Policies.everything) { plugin in
                let command = try await waiting.value
                #expect(command.succeeded, "\(command)")
                #expect(try plugin.records().contains { $0.uri == "/containers/json" && $0.decision == "allow" })
            }
        }

        @Test func `SIGTERM ends the plugin cleanly and takes its socket away`() async throws {
            let engine = try Engine.current
            let plugin = try await engine.startPlugin(Policies.everything)
            #expect(plugin.socketExists)
            let answer = try await engine.send(Self.list)
            #expect(answer.status == 200, "\(answer)")
            let status = try await plugin.stop()
            #expect(status == 0, "\(plugin.output)")
            #expect(!plugin.socketExists)
        }

        @Test func `what is under way when SIGTERM comes is finished`() async throws {
            let engine = try Engine.current
            let plugin = try await engine.startPlugin(Policies.unprivileged)
            let answers = Task { try await (0..<20).asyncMap { _ in try await engine.send(Self.list) } }
            let status = try await plugin.stop()
            #expect(status == 0, "\(plugin.output)")
            // Whatever came too late waits for the next plugin; nothing is lost, nothing is denied by accident.
            try await engine.with(Policies.unprivileged) { _ in
                let unlucky = try await answers.value.filter { $0.status != 200 }
                #expect(unlucky.map(\.description) == [])
            }
        }

        @Test func `restarts under load deny nothing`() async throws {
            let engine = try Engine.current
            let first = try await engine.startPlugin(Policies.unprivileged)
            let work = Task {
                try await (0..<4).asyncMap { _ in
                    var answers: [RawAnswer] = []
                    for _ in 0..<150 { answers.append(try await engine.send(Self.list)) }
                    return answers
                }
            }
            for plugin in [first, nil, nil, nil] {
                let plugin = if let plugin { plugin } else { try await engine.startPlugin(Policies.unprivileged) }
                try await Task.sleep(for: .milliseconds(150))
                let status = try await plugin.stop()
                #expect(status == 0, "\(plugin.output)")
            }
            try await engine.with(Policies.unprivileged) { _ in
                let answers = try await work.value.flatMap(\.self)
                #expect(answers.count == 600)
                #expect(answers.filter { $0.status != 200 }.map(\.description) == [])
            }
        }

        @Test func `the socket of a killed plugin is replaced`() async throws {
            let engine = try Engine.current
            let killed = try await engine.startPlugin(Policies.everything)
            try await killed.stop(signal: "KILL")
            #expect(killed.socketExists)
            try await engine.with(Policies.everything) { _ in
                let answer = try await engine.send(Self.list)
                #expect(answer.status == 200, "\(answer)")
            }
        }

        @Test func `a second plugin on the same socket is refused and the first one goes on`() async throws {
            let engine = try Engine.current
            try await engine.with(Policies.everything) { plugin in
                let second = try await engine.sandbox.run([
                    Checkout.dockreeve, "serve", "--policies", engine.sandbox.path("policies-second"),
                    "--socket", Plugin.socket, "--audit", engine.sandbox.path("audit-second.jsonl"),
                ])
                #expect(!second.succeeded)
                #expect(second.errors.contains(Plugin.socket), "\(second)")
                #expect(plugin.isRunning)
                let answer = try await engine.send(Self.list)
                #expect(answer.status == 200, "\(answer)")
            }
        }

        @Test func `without its policy directory everything is denied, with the reason`() async throws {
            let engine = try Engine.current
            let missing = engine.sandbox.path("policies-nowhere")
            try await engine.with(try await engine.startPlugin(directory: missing)) { plugin in
                let command = try await engine.docker("ps")
                #expect(!command.succeeded)
                #expect(command.errors.contains("authorization denied by plugin dockreeve: "), "\(command)")
                #expect(command.errors.contains(missing), "\(command)")
                let record = try #require(try plugin.records().last { $0.phase == "request" })
                #expect(record.decision == "deny")
                #expect(record.reason == "no-policy")
            }
        }

        @Test func `with a mistake in a rule file everything is denied, with the place`() async throws {
            let engine = try Engine.current
            let rules = """
                version: 1
                rules:
                  - id: all.of-it
                    effect: allow
                    match: { metod: '.*' }
                """
            try await engine.with(rules) { plugin in
                let command = try await engine.docker("ps")
                #expect(!command.succeeded)
                #expect(command.errors.contains("rules.yaml:5:14"), "\(command)")
                #expect(command.errors.contains("metod"), "\(command)")
                let record = try #require(try plugin.records().last { $0.phase == "request" })
                #expect(record.reason == "no-policy")
            }
        }

        @Test func `a rule file that others can write is refused`() async throws {
            let engine = try Engine.current
            try engine.sandbox.write(Policies.everything, to: "policies-open/rules.yaml")
            #expect(chmod(engine.sandbox.path("policies-open/rules.yaml"), 0o666) == 0)
            try await engine.with(try await engine.startPlugin(directory: engine.sandbox.path("policies-open"))) { _ in
                let command = try await engine.docker("ps")
                #expect(!command.succeeded)
                #expect(command.errors.contains("rules.yaml"), "\(command)")
            }
        }
    }
}
