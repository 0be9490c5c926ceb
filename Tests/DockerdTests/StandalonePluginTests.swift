import DockerPlugin
import Foundation
import TestSupport
import Testing

extension RealDockerd {
    /// examples/standalone: a package outside of this one that depends on DockerPlugin alone.
    @Suite struct StandalonePlugin {
        private static let folder = Checkout.path("examples/standalone")
        /// Kept from run to run, as `make test` builds it.
        private static let scratch = Checkout.path(".build/standalone")

        @Test func `it builds, links nothing else of ours, and docker uses its volumes`() async throws {
            let built = try await Command.run(
                ["swift", "build", "--package-path", Self.folder, "--scratch-path", Self.scratch],
                limit: 540
            )
            try #require(built.succeeded, "\(built)")
            let linked = try String(
                contentsOfFile: "\(Self.scratch)/debug/my-volumes.product/Objects.LinkFileList",
                encoding: .utf8
            )
            #expect(linked.contains("/DockerPlugin.build/"))
            for other in [
                "DockerAPI", "Policy", "Audit", "PCRE2", "dockreeve", "NIOSSL", "DockerPluginTLS", "Crypto",
                "ArgumentParser",
            ] {
                #expect(!linked.contains("/\(other).build/"), "\(other)")
            }

            let engine = try Engine.current
            let name = "standalone-\(UInt32.random(in: .min ... .max))"
            let plugin = try await ExamplePlugin.start(
                in: engine.sandbox,
                path: "\(Self.scratch)/debug/my-volumes",
                name: name,
                arguments: [engine.sandbox.path("srv-\(name)")]
            )
            do {
                try await engine.with(Policies.everything) { _ in
                    let created = try await engine.docker("volume", "create", "-d", name, "data-\(name)")
                    #expect(created.succeeded, "\(created)")
                    let used = try await engine.docker(
                        "run",
                        "--rm",
                        "-v",
                        "data-\(name):/data",
                        Engine.image,
                        "sh",
                        "-c",
                        "echo kept >/data/f && cat /data/f && rm /data/f"
                    )
                    #expect(used.output == "kept\n", "\(used)")
                    let list = try await engine.docker("volume", "ls", "-q", "--filter", "driver=\(name)")
                    #expect(list.output == "data-\(name)\n", "\(list)")
                    let removed = try await engine.docker("volume", "rm", "data-\(name)")
                    #expect(removed.succeeded, "\(removed)")
                }
            } catch {
                try? await plugin.stop()
                throw error
            }
            try await plugin.stop()
        }

        @Test func `systemd hands it its socket`() async throws {
            let engine = try Engine.current
            let name = "activated"
            let socket = engine.sandbox.path("run/docker/plugins/\(name).sock")
            let process = Process()
            process.executableURL = URL(filePath: Checkout.sandbox)
            process.arguments = [
                "run", engine.sandbox.directory, "systemd-socket-activate",
                "--listen=/run/docker/plugins/\(name).sock", Checkout.built("example-volume-plugin"), "other",
                engine.sandbox.path("srv-activated"),
            ]
            process.standardInput = FileHandle.nullDevice
            let said = try TemporaryFile()
            process.standardOutput = said.handle
            process.standardError = said.handle
            try process.launchHearingSignals()
            defer { process.terminate() }
            #expect(await eventually(within: 20) { FileManager.default.fileExists(atPath: socket) })
            let client = try PluginClient(PluginEntry(name: name, address: .socket(path: socket)))
            #expect(try await client.activate() == ["VolumeDriver"], "\((try? said.text()) ?? "")")
            #expect(!FileManager.default.fileExists(atPath: engine.sandbox.path("run/docker/plugins/other.sock")))
            // It became the process that systemd-socket-activate was.
            let ended = try await engine.sandbox.run(["sh", "-c", "kill -TERM $(pidof example-volume-plugin)"])
            #expect(ended.succeeded, "\(ended)")
            #expect(await eventually(within: 20) { !process.isRunning })
            #expect(FileManager.default.fileExists(atPath: socket))
        }
    }
}
