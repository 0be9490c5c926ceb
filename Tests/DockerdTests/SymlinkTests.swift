import Foundation
import Testing

extension RealDockerd {
    /// A link below a person's own directory leads to another one: the engine follows it, so `resolve_symlinks` does.
    @Suite struct Symlinks {
        private func rules(_ home: String) -> String {
            Policies.everything + "\n"
                + "  - { id: host.paths, effect: deny, message: Not yours., "
                + "match: { uses.host_mount: { not: '\(home)(/.*)?' } } }\n"
        }

        private func withPlugin(
            _ engine: Engine,
            resolving: Bool,
            _ body: @Sendable (Plugin, String) async throws -> Void
        ) async throws {
            let sandbox = engine.sandbox
            let name = "links-\(UUID().uuidString.prefix(8))"
            let home = sandbox.path("\(name)/home/alice")
            try FileManager.default.createDirectory(atPath: "\(home)/src", withIntermediateDirectories: true)
            for (link, target) in [("etc", "/etc"), ("in", "src")] {
                try FileManager.default.createSymbolicLink(atPath: "\(home)/\(link)", withDestinationPath: target)
            }
            try sandbox.write(rules(home), to: "\(name)/policies/rules.yaml")
            try sandbox.write("resolve_symlinks: \(resolving)\n", to: "\(name)/dockreeve.yaml")
            let plugin = try await Plugin.start(
                in: sandbox,
                policies: sandbox.path("\(name)/policies"),
                audit: "audit-\(name).jsonl",
                options: ["--config", sandbox.path("\(name)/dockreeve.yaml")]
            )
            try await engine.with(plugin) { try await body($0, home) }
        }

        @Test func `without resolving, the engine mounts what the link leads to`() async throws {
            let engine = try Engine.current
            try await withPlugin(engine, resolving: false) { _, home in
                let run = try await engine.docker(
                    "run",
                    "--rm",
                    "--volume",
                    "\(home)/etc:/seen:ro",
                    Engine.image,
                    "ls",
                    "/seen/passwd"
                )
                #expect(run.output == "/seen/passwd\n", "\(run)")
            }
        }

        @Test func `with it, the same is denied, and what stays at home is not`() async throws {
            let engine = try Engine.current
            try await withPlugin(engine, resolving: true) { plugin, home in
                for path in ["etc", "etc/ssl"] {
                    let denied = try await engine.docker("create", "--volume", "\(home)/\(path):/seen:ro", Engine.image)
                    #expect(!denied.succeeded && denied.errors.contains("Not yours. [host.paths, "), "\(denied)")
                }
                let record = try #require(try plugin.records().last { $0.decision == "deny" })
                #expect(record.rules == ["host.paths"])
                let mount = "type=bind,source=\(home)/etc,target=/seen"
                #expect(try await !engine.docker("create", "--mount", mount, Engine.image).succeeded)
                for path in ["src", "in", "new"] {
                    let allowed = try await engine.docker("create", "--volume", "\(home)/\(path):/x", Engine.image)
                    #expect(allowed.succeeded, "\(allowed)")
                }
            }
        }
    }
}
