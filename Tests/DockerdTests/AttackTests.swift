import Foundation
import Testing

extension RealDockerd {
    /// The shipped policy for members of a shared host, attacked by a member over TLS.
    @Suite struct Members {
        @Test(arguments: Attacks.all) func `an attack is denied, for the right reason`(attack: Attacks.Attack)
            async throws
        {
            let engine = try Engine.current
            try await engine.with(try members) { plugin in
                let answer = try await engine.send(attack.call, as: "alice")
                #expect(answer.status == 403, "\(answer)")
                #expect(answer.body.contains("authorization denied by plugin dockreeve: "), "\(answer)")
                let record = try #require(try plugin.records().last { $0.phase == "request" })
                #expect(record.user == "alice")
                #expect(record.decision == "deny")
                #expect(attack.reasons.contains(record.reason ?? ""), "\(record)")
            }
        }

        @Test(arguments: Attacks.harmless) func `the same without the sting is allowed`(call: RawCall) async throws {
            let engine = try Engine.current
            try await engine.with(try members) { plugin in
                let answer = try await engine.send(call, as: "alice")
                #expect(answer.status == 201, "\(answer)")
                let record = try #require(try plugin.records().last { $0.phase == "request" })
                #expect(record.decision == "allow")
            }
        }

        @Test func `nothing that an attack wanted is there`() async throws {
            let engine = try Engine.current
            try await engine.with(Policies.everything) { _ in
                let list = try await engine.docker("ps", "--all", "--quiet", "--no-trunc")
                let containers = list.output.split(separator: "\n").map(String.init)
                #expect(!containers.isEmpty, "the harmless ones are to be there")
                for container in containers {
                    let inspected = try await engine.docker(
                        "inspect",
                        "--format",
                        "{{.HostConfig.Privileged}}",
                        container
                    )
                    #expect(inspected.output == "false\n", "\(inspected)")
                }
            }
        }

        @Test func `a member works as every day`() async throws {
            let engine = try Engine.current
            try await engine.with(try members) { _ in
                for arguments in [
                    ["ps"], ["images"], ["volume", "create", "data"], ["volume", "rm", "data"], ["version"],
                ] {
                    let command = try await engine.docker(arguments, as: "alice")
                    #expect(command.succeeded, "\(command)")
                }
                let run = try await engine.docker("run", "--rm", Engine.image, "echo", "fine", as: "alice")
                #expect(run.output == "fine\n", "\(run)")
            }
        }

        @Test(
            arguments: [
                ["--volume", "/etc:/host"], ["--mount", "type=bind,source=/,target=/host"], ["--pid", "host"],
                ["--network", "host"], ["--cap-add", "SYS_ADMIN"], ["--device", "/dev/null"],
                ["--security-opt", "seccomp=unconfined"],
            ]
        )
        func `a member doesn't reach the host`(options: [String]) async throws {
            let engine = try Engine.current
            try await engine.with(try members) { plugin in
                let command = try await engine.docker(["create"] + options + [Engine.image], as: "alice")
                #expect(!command.succeeded)
                #expect(command.errors.contains("authorization denied by plugin dockreeve: "), "\(command)")
                let record = try #require(try plugin.records().last { $0.decision == "deny" })
                #expect(record.reason == "denied-by-rule", "\(record)")
            }
        }

        private var members: String {
            get throws { try String(contentsOfFile: Checkout.path("policies/members.yaml"), encoding: .utf8) }
        }
    }
}
