import Foundation
import Testing

extension RealDockerd {
    /// Names come from client certificates: made by examples/tls/make-certs, checked by dockerd, told to the plugin.
    @Suite struct People {
        @Test func `alice may what bob may not`() async throws {
            let engine = try Engine.current
            try await engine.with(Policies.twoPeople) { plugin in
                let hers = try await engine.docker("run", "--rm", Engine.image, "echo", "alice was here", as: "alice")
                #expect(hers.output == "alice was here\n", "\(hers)")

                let looks = try await engine.docker("ps", as: "bob")
                #expect(looks.succeeded, "\(looks)")
                let runs = try await engine.docker("run", "--rm", Engine.image, "echo", "bob was here", as: "bob")
                #expect(!runs.succeeded)
                #expect(runs.errors.contains("Bob may look and not run. [bob.runs-nothing, "), "\(runs)")
                #expect(runs.output.isEmpty)

                let records = try plugin.records()
                let denied = try #require(records.first { $0.decision == "deny" })
                #expect(denied.user == "bob")
                #expect(denied.auth == "TLS")
                #expect(denied.uri == "/containers/create")
                #expect(
                    records.contains { $0.user == "alice" && $0.uri == "/containers/create" && $0.decision == "allow" }
                )
            }
        }

        @Test func `on the local socket nobody is alice`() async throws {
            let engine = try Engine.current
            try await engine.with(Policies.twoPeople) { plugin in
                let command = try await engine.docker("ps")
                #expect(!command.succeeded)
                #expect(command.errors.contains("authorization denied by plugin dockreeve: "), "\(command)")
                let record = try #require(try plugin.records().last { $0.phase == "request" })
                #expect(record.user ?? "" == "")
                #expect(record.auth ?? "" == "")
            }
        }

        @Test func `a header that claims to be alice changes nothing`() async throws {
            let engine = try Engine.current
            try await engine.with(Policies.twoPeople) { _ in
                let call = RawCall("claim", "/containers/json", method: "GET").with {
                    $0.headers = ["User: alice", "X-Remote-User: alice", "UserAuthNMethod: TLS"]
                }
                let answer = try await engine.send(call)
                #expect(answer.status == 403, "\(answer)")
            }
        }

        @Test func `no client certificate, no call`() async throws {
            let engine = try Engine.current
            try await engine.with(Policies.everything) { plugin in
                let before = try plugin.records().count
                let command = try await engine.sandbox.run(
                    [
                        "docker", "--host", Engine.tcp, "--tls", "--tlscacert", "/dev/null", "--tlscert", "",
                        "--tlskey", "", "ps",
                    ]
                )
                #expect(!command.succeeded)
                #expect(try plugin.records().count == before, "the plugin was asked")
            }
        }

        @Test func `a group is known by its members`() async throws {
            let engine = try Engine.current
            let rules = """
                version: 1
                groups:
                  operators: [alice]
                rules:
                  - id: operators.look
                    effect: allow
                    match: { group: operators, method: 'GET|HEAD' }
                """
            try await engine.with(rules) { plugin in
                #expect(try await engine.docker("ps", as: "alice").succeeded)
                #expect(try await !engine.docker("ps", as: "bob").succeeded)
                let record = try #require(try plugin.records().first { $0.user == "alice" && $0.phase == "request" })
                #expect(record.groups == ["operators"])
            }
        }
    }
}
