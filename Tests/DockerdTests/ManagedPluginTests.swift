import Foundation
import TestSupport
import Testing

extension RealDockerd {
    /// Dockreeve as a managed plugin: made by scripts/managed-plugin, kept and run by the engine itself.
    @Suite struct ManagedPlugin {
        private static let name = "reeve-managed"

        @Test func `docker creates and enables it, and a daemon with it obeys`() async throws {
            let engine = try Engine.current
            let folder = engine.sandbox.path("managed")
            let made = try await Command.run(
                [Checkout.path("scripts/managed-plugin"), folder, Checkout.dockreeve],
                environment: ["STRIP": "no"]
            )
            try #require(made.succeeded, "\(made)")
            let rules = """
                version: 1
                rules:
                  - id: all.but-volumes
                    effect: allow
                    match: { path: { not: /volumes.* } }
                  - id: volumes.none
                    effect: deny
                    message: The managed plugin allows no volumes.
                    match: { path: /volumes.* }
                """
            try engine.sandbox.write(rules, to: "managed-policies/rules.yaml")
            try FileManager.default.createDirectory(
                atPath: engine.sandbox.path("managed-log"),
                withIntermediateDirectories: true
            )
            try await engine.with(Policies.everything) { _ in
                func docker(_ arguments: String...) async throws {
                    let command = try await engine.docker(arguments)
                    try #require(
                        command.succeeded,
                        "\(command)\n\(log(engine))"
                    )
                }
                try await docker("plugin", "create", Self.name, folder)
                try await docker(
                    "plugin",
                    "set",
                    Self.name,
                    "policies.source=\(engine.sandbox.path("managed-policies"))",
                    "log.source=\(engine.sandbox.path("managed-log"))"
                )
                try await docker("plugin", "enable", Self.name)
                let before = try engine.sandbox.text(of: "etc/daemon.json")
                do {
                    try await asked(engine, before)
                } catch {
                    try await configure(engine, before)
                    throw error
                }
                try await configure(engine, before)
                try await docker("volume", "ls")
                try await docker("plugin", "disable", Self.name)
                try await docker("plugin", "rm", Self.name)
            }
        }

        /// The daemon asks both plugins from now on.
        private func asked(_ engine: Engine, _ configuration: String) async throws {
            let both = configuration.replacing(#"["dockreeve"]"#, with: #"["dockreeve", "\#(Self.name)"]"#)
            try #require(both != configuration)
            try await configure(engine, both)
            let denied = await eventuallyDenied(engine)
            #expect(denied, "the daemon doesn't ask it: \(log(engine))")
            let allowed = try await engine.docker("ps")
            #expect(allowed.succeeded, "\(allowed)")
            let records = try AuditLine.all(in: try engine.sandbox.text(of: "managed-log/audit.jsonl"))
            #expect(records.contains { $0.uri == "/volumes" && $0.decision == "deny" })
        }

        private func log(_ engine: Engine) -> String {
            String(((try? engine.sandbox.text(of: "dockerd.log")) ?? "").suffix(2000))
        }

        private func eventuallyDenied(_ engine: Engine) async -> Bool {
            await eventually(within: 20) {
                let command = try? await engine.docker("volume", "ls")
                return command?.errors.contains("The managed plugin allows no volumes.") == true
            }
        }

        /// dockerd takes up changed authorization plugins on SIGHUP.
        private func configure(_ engine: Engine, _ text: String) async throws {
            try engine.sandbox.write(text, to: "etc/daemon.json")
            let pid = try engine.sandbox.text(of: "run/docker.pid").trimmingCharacters(in: .whitespacesAndNewlines)
            _ = try await engine.sandbox.run(["kill", "-HUP", pid])
            try await Task.sleep(for: .seconds(1))
        }
    }
}
