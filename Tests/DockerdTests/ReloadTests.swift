import Foundation
import TestSupport
import Testing

extension RealDockerd {
    /// Rules that are edited while a real dockerd asks.
    @Suite struct Reload {
        private static let list = RawCall("list", "/v1.41/containers/json", method: "GET")

        private static let closed = """
            version: 1
            rules:
              - id: all.of-it
                effect: allow
                match: { method: '.*' }
              - id: closed.list
                effect: deny
                message: Nobody lists anything now.
                match: { action: container.list }
            """

        private static let broken = """
            version: 1
            rules:
              - id: all.of-it
                effect: allow
                match: { metod: '.*' }
            """

        /// Puts rules into the policy directory of a plugin as an editor does.
        private static func edit(_ rules: String, in engine: Engine, _ directory: String) throws {
            try engine.sandbox.write(rules, to: "\(directory)/.rules.yaml.new")
            let (new, file) = ("\(directory)/.rules.yaml.new", "\(directory)/rules.yaml")
            guard rename(engine.sandbox.path(new), engine.sandbox.path(file)) == 0 else {
                throw TestFault("can't rename \(new)")
            }
        }

        private static func revision(_ plugin: Plugin) async throws -> Int? {
            struct Status: Decodable {
                struct Policy: Decodable { let revision: Int? }
                let policy: Policy
            }
            let status = try await plugin.status("--json")
            return try JSONDecoder().decode(Status.self, from: Data(status.output.utf8)).policy.revision
        }

        @Test func `an edit under load loses no call and counts at once`() async throws {
            let engine = try Engine.current
            let directory = "policies-edited"
            try engine.sandbox.write(Policies.everything, to: "\(directory)/rules.yaml")
            let plugin = try await engine.startPlugin(directory: engine.sandbox.path(directory))
            try await engine.with(plugin) { plugin in
                let work = Task {
                    try await (0..<6).asyncMap { _ in
                        var answers: [RawAnswer] = []
                        for _ in 0..<150 { answers.append(try await engine.send(Self.list)) }
                        return answers
                    }
                }
                for edit in 1...4 {
                    try Self.edit(edit % 2 == 1 ? Self.closed : Policies.everything, in: engine, directory)
                    #expect(try await eventually(within: 30) { try await Self.revision(plugin) == edit + 1 })
                    // No call that begins now is decided by what was in force before.
                    let answer = try await engine.send(Self.list)
                    #expect(answer.status == (edit % 2 == 1 ? 403 : 200), "\(answer)")
                }
                let answers = try await work.value.flatMap(\.self)
                #expect(answers.count == 900)
                let odd = answers.filter {
                    $0.status != 200
                        && !($0.status == 403 && $0.body.contains("Nobody lists anything now. [closed.list"))
                }
                #expect(odd.map(\.description) == [])
                let decided = try plugin.records().filter { $0.phase == "request" && $0.uri == "/containers/json" }
                #expect(decided.count == 904)
            }
        }

        @Test func `a bad edit leaves the good policy in force, also after a crash`() async throws {
            let engine = try Engine.current
            let directory = "policies-broken"
            try engine.sandbox.write(Self.closed, to: "\(directory)/rules.yaml")
            let plugin = try await engine.startPlugin(directory: engine.sandbox.path(directory))
            #expect(try await plugin.status().status == 0)
            try Self.edit(Self.broken, in: engine, directory)
            #expect(try await eventually(within: 30) { try await plugin.status().status == 1 })
            let status = try await plugin.status()
            #expect(status.output.contains("rules.yaml:5:14") && status.output.contains("metod"), "\(status)")
            let denied = try await engine.send(Self.list)
            #expect(denied.status == 403 && denied.body.contains("closed.list"), "\(denied)")
            try await plugin.signal("HUP")
            let version = try await engine.docker("version")
            #expect(version.succeeded, "\(version)")

            try await plugin.stop(signal: "KILL")
            let again = try await Plugin.start(
                in: engine.sandbox,
                policies: engine.sandbox.path(directory),
                audit: plugin.audit
            )
            try await engine.with(again) { plugin in
                #expect(plugin.output.contains("the last good policy, kept since"), "\(plugin.output)")
                let still = try await engine.send(Self.list)
                #expect(still.status == 403 && still.body.contains("closed.list"), "\(still)")
                let version = try await engine.docker("version")
                #expect(version.succeeded, "\(version)")
                try Self.edit(Policies.everything, in: engine, directory)
                #expect(try await eventually(within: 30) { try await engine.send(Self.list).status == 200 })
                #expect(try await plugin.status().status == 0)
            }
        }
    }
}
