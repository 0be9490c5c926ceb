import Foundation
import TestSupport
import Testing

extension RealDockerd {
    /// Rules with `phase: response`, and how far they reach: what the call did stays done, and what has left is gone.
    @Suite struct Responses {
        private func rules(_ match: String) -> String {
            Policies.everything + "\n"
                + "  - { id: answer.held, effect: deny, message: Not for you., match: { phase: response, \(match) } }\n"
        }

        private func held(_ plugin: Plugin) throws -> AuditLine? {
            try plugin.records().last { $0.phase == "response" && $0.rules == ["answer.held"] }
        }

        @Test func `by status: the client sees a denial, and the container is there`() async throws {
            let engine = try Engine.current
            let name = "response-\(UUID().uuidString.prefix(8))"
            try await engine.with(rules("action: container.create, status: '201'")) { plugin in
                let created = try await engine.docker("create", "--name", name, Engine.image)
                #expect(!created.succeeded)
                #expect(created.errors.contains("Not for you. [answer.held, "), "\(created)")
                let record = try #require(try held(plugin))
                #expect(record.status == 201 && record.decision == "deny")
                // Another status is another answer.
                let again = try await engine.docker("create", "--name", name, Engine.image)
                #expect(!again.succeeded && again.errors.contains("is already in use"), "\(again)")
                let inspected = try await engine.docker("inspect", "--format", "{{.Name}}", name)
                #expect(inspected.output == "/\(name)\n", "\(inspected)")
            }
        }

        @Test func `by header`() async throws {
            let engine = try Engine.current
            try await engine.with(rules("path: /version, response.header.api-version: '1\\..*'")) { plugin in
                let answer = try await engine.send(RawCall("version", "/version", method: "GET"))
                #expect(answer.status == 403 && answer.body.contains("Not for you."), "\(answer)")
                #expect(!answer.body.contains("KernelVersion"), "\(answer)")
                let record = try held(plugin)
                #expect(record?.status == 200)
                #expect(try await engine.send(RawCall("info", "/info", method: "GET")).status == 200)
            }
            try await engine.with(rules("path: /version, response.header.api-version: '2\\..*'")) { _ in
                let answer = try await engine.send(RawCall("version", "/version", method: "GET"))
                #expect(answer.status == 200)
            }
        }

        @Test func `by a path into the body`() async throws {
            let engine = try Engine.current
            let match = "action: container.inspect, response.body.Config.Env: 'TOKEN=.+'"
            try await engine.with(rules(match)) { plugin in
                let secret = try await engine.docker("create", "--env", "TOKEN=hunter2", Engine.image)
                let plain = try await engine.docker("create", "--env", "OTHER=hunter2", Engine.image)
                func inspect(_ created: Command) async throws -> Command {
                    let id = created.output.trimmingCharacters(in: .whitespacesAndNewlines)
                    return try await engine.docker("inspect", id)
                }
                let held = try await inspect(secret)
                #expect(!held.succeeded && held.errors.contains("Not for you."), "\(held)")
                #expect(!"\(held)".contains("hunter2"))
                let shown = try await inspect(plain)
                #expect(shown.succeeded && shown.output.contains("OTHER=hunter2"), "\(shown)")
                let record = try self.held(plugin)
                #expect(record?.action == "container.inspect")
            }
        }

        /// The engine has sent it before it asks.
        @Test func `a stream has left`() async throws {
            let engine = try Engine.current
            let name = "stream-\(UUID().uuidString.prefix(8))"
            try await engine.with(rules("action: container.logs")) { plugin in
                let run = try await engine.docker("run", "--name", name, Engine.image, "echo", "already gone")
                #expect(run.output == "already gone\n", "\(run)")
                let logs = try await engine.docker("logs", name)
                #expect(logs.output == "already gone\n", "\(logs)")
                let record = try held(plugin)
                #expect(record?.decision == "deny")
            }
        }

        /// Over 64 KiB the engine lets go of the status before it asks. What it hadn't written yet is held back all the same.
        @Test func `of a large answer in one piece only the status has left`() async throws {
            let engine = try Engine.current
            let labels = (0..<40).flatMap { ["--label", "l\($0)=\(String(repeating: "x", count: 2500))"] }
            try await engine.with(rules("action: container.inspect")) { plugin in
                let small = try await engine.docker("create", Engine.image)
                let large = try await engine.docker(["create"] + labels + [Engine.image])
                func inspect(_ created: Command) async throws -> RawAnswer {
                    let id = created.output.trimmingCharacters(in: .whitespacesAndNewlines)
                    return try await engine.send(RawCall("inspect", "/containers/\(id)/json", method: "GET"))
                }
                #expect(try await inspect(small).status == 403)
                let answer = try await inspect(large)
                #expect(answer.status == 200 && answer.body.contains("Not for you."), "\(answer.status)")
                #expect(!answer.body.contains("\"l39\""))
                let record = try held(plugin)
                #expect(record?.decision == "deny")
            }
        }

        @Test func `of a large answer in many pieces most has left`() async throws {
            let engine = try Engine.current
            try await engine.with(rules("action: container.export")) { plugin in
                let created = try await engine.docker("create", Engine.image)
                let id = created.output.trimmingCharacters(in: .whitespacesAndNewlines)
                let answer = try await engine.send(RawCall("export", "/containers/\(id)/export", method: "GET"))
                #expect(answer.status == 200 && answer.body.utf8.count > 200_000, "\(answer.body.utf8.count)")
                let record = try held(plugin)
                #expect(record?.decision == "deny", "the plugin said no, too late")
            }
        }
    }
}
