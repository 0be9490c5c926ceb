import Foundation
import Testing

extension RealDockerd {
    /// What somebody at the docker command line sees.
    @Suite struct Answers {
        @Test func `a container runs from beginning to end`() async throws {
            let engine = try Engine.current
            try await engine.with(Policies.unprivileged) { _ in
                let command = try await engine.docker("run", "--rm", Engine.image, "echo", "hello from inside")
                #expect(command.succeeded, "\(command)")
                #expect(command.output == "hello from inside\n")
            }
        }

        @Test func `a denial shows the rule's message, the rule and the decision`() async throws {
            let engine = try Engine.current
            try await engine.with(Policies.unprivileged) { plugin in
                let command = try await engine.docker("create", "--privileged", "--name", "taken-over", Engine.image)
                #expect(!command.succeeded)
                let message = try #require(
                    try command.errors.firstMatch(
                        of: Regex<(Substring, Substring)>(
                            #"authorization denied by plugin dockreeve: Privileged containers can take over this host\. \[host\.privileged, ([0-9a-f]{16})\]"#
                        )
                    ),
                    "\(command)"
                )
                let records = try plugin.records().filter { $0.id == String(message.1) }
                let record = try #require(records.first)
                #expect(record.decision == "deny")
                #expect(record.rules == ["host.privileged"])
                #expect(record.reason == "denied-by-rule")

                let list = try await engine.docker("ps", "--all", "--quiet", "--filter", "name=taken-over")
                #expect(list.succeeded && list.output.isEmpty, "the container exists all the same: \(list)")
            }
        }

        @Test func `a body that the rule doesn't mean is let through`() async throws {
            let engine = try Engine.current
            try await engine.with(Policies.unprivileged) { _ in
                let created = try await engine.docker("create", "--privileged=false", "--name", "plain", Engine.image)
                #expect(created.succeeded, "\(created)")
                let inspected = try await engine.docker("inspect", "--format", "{{.HostConfig.Privileged}}", "plain")
                #expect(inspected.output == "false\n")
                let removed = try await engine.docker("rm", "plain")
                #expect(removed.succeeded, "\(removed)")
            }
        }

        @Test func `what no rule allows is denied`() async throws {
            let engine = try Engine.current
            let rules = """
                version: 1
                rules:
                  - id: look.at-containers
                    effect: allow
                    match: { method: 'GET|HEAD', path: '/_ping|/containers/json' }
                """
            try await engine.with(rules) { plugin in
                let allowed = try await engine.docker("ps")
                #expect(allowed.succeeded, "\(allowed)")
                let denied = try await engine.docker("images")
                #expect(!denied.succeeded)
                #expect(denied.errors.contains("authorization denied by plugin dockreeve: "), "\(denied)")
                let record = try #require(try plugin.records().last { $0.decision == "deny" })
                #expect(record.reason == "no-rule-matched")
                #expect(record.uri == "/images/json")
            }
        }

        @Test func `output of a container streams through and exec works in it`() async throws {
            let engine = try Engine.current
            try await engine.with(Policies.unprivileged) { _ in
                let started = try await engine.docker(
                    "run",
                    "--detach",
                    "--name",
                    "worker",
                    Engine.image,
                    "sleep",
                    "300"
                )
                #expect(started.succeeded, "\(started)")
                let inside = try await engine.docker("exec", "worker", "cat", "/proc/1/cmdline")
                #expect(inside.output.contains("sleep"), "\(inside)")
                let removed = try await engine.docker("rm", "--force", "worker")
                #expect(removed.succeeded, "\(removed)")
            }
        }
    }
}
