import DockerPlugin
import Foundation
import Testing

extension RealDockerd {
    /// examples/volume-plugin under a real dockerd.
    @Suite struct VolumePlugin {
        private static let program = "example-volume-plugin"

        /// Runs `body` with the driver under a name of its own: dockerd remembers drivers by name.
        private func with(
            _ rules: String = Policies.everything,
            _ body: (_ engine: Engine, _ driver: String, _ restart: (String) async throws -> Void) async throws -> Void
        ) async throws {
            let engine = try Engine.current
            let driver = "volumes-\(UInt32.random(in: .min ... .max))"
            let folder = engine.sandbox.path("srv-\(driver)")
            let reeve = try await engine.startPlugin(rules)
            var plugin = try await ExamplePlugin.start(
                in: engine.sandbox,
                Self.program,
                name: driver,
                arguments: [folder]
            )
            do {
                try await body(engine, driver) { signal in
                    try await plugin.stop(signal: signal)
                    plugin = try await ExamplePlugin.start(
                        in: engine.sandbox,
                        Self.program,
                        name: driver,
                        arguments: [folder]
                    )
                }
            } catch {
                try? await plugin.stop()
                try await reeve.stop()
                throw error
            }
            try await plugin.stop()
            try await reeve.stop()
        }

        @Test func `what one container writes the next one reads, over a restart and a kill of the plugin`()
            async throws
        {
            try await with { engine, driver, restart in
                let created = try await engine.docker(
                    "volume",
                    "create",
                    "-d",
                    driver,
                    "--opt",
                    "size=1M",
                    "data-\(driver)"
                )
                try #require(created.succeeded, "\(created)")
                let mount = ["-v", "data-\(driver):/data", "--volume-driver", driver]
                let wrote = try await engine.docker(
                    ["run", "--rm"] + mount + [Engine.image, "sh", "-c", "echo kept >/data/file"]
                )
                #expect(wrote.succeeded, "\(wrote)")
                try await restart("KILL")
                let read = try await engine.docker(["run", "--rm"] + mount + [Engine.image, "cat", "/data/file"])
                #expect(read.output == "kept\n", "\(read)")
                try await restart("TERM")

                let list = try await engine.docker("volume", "ls", "--filter", "driver=\(driver)", "--quiet")
                #expect(list.output == "data-\(driver)\n", "\(list)")
                let inspected = try await engine.docker("volume", "inspect", "data-\(driver)")
                let data = Data(inspected.output.utf8)
                let volumes = try #require(try JSONSerialization.jsonObject(with: data) as? [[String: Any]])
                let status = try #require(volumes.first?["Status"] as? [String: Int])
                #expect(status == ["LimitBytes": 1 << 20, "UsedBytes": 5, "Mounts": 0])
                #expect(volumes.first?["Driver"] as? String == driver)

                let removed = try await engine.docker("volume", "rm", "data-\(driver)")
                #expect(removed.succeeded, "\(removed)")
                let gone = try await engine.docker("volume", "inspect", "data-\(driver)")
                #expect(!gone.succeeded)
                let left = try await Command.run(["ls", engine.sandbox.path("srv-\(driver)/volumes")])
                #expect(left.output.isEmpty, "\(left)")
            }
        }

        @Test func `a full volume isn't mounted, a mounted one isn't removed, and mistakes are told`() async throws {
            try await with { engine, driver, _ in
                let name = "small-\(driver)"
                let unknown = try await engine.docker("volume", "create", "-d", driver, "--opt", "colour=red", name)
                #expect(unknown.errors.contains("unknown option `colour`"), "\(unknown)")
                let size = try await engine.docker("volume", "create", "-d", driver, "--opt", "size=-1", name)
                #expect(size.errors.contains("`-1` is not a size"), "\(size)")
                let created = try await engine.docker("volume", "create", "-d", driver, "--opt", "size=1K", name)
                try #require(created.succeeded, "\(created)")
                let filled = try await engine.docker(
                    "run",
                    "--rm",
                    "-v",
                    "\(name):/data",
                    Engine.image,
                    "dd",
                    "if=/dev/zero",
                    "of=/data/x",
                    "bs=1024",
                    "count=1"
                )
                #expect(filled.succeeded, "\(filled)")
                let full = try await engine.docker("run", "--rm", "-v", "\(name):/data", Engine.image, "true")
                #expect(full.errors.contains("is full: it has 1024 bytes of 1024"), "\(full)")

                let socket = engine.sandbox.path("run/docker/plugins/\(driver).sock")
                let client = try PluginClient(PluginEntry(name: driver, address: .socket(path: socket)))
                #expect(try await client.activate() == ["VolumeDriver"])
                _ = try await client.call("VolumeDriver.Create", ["Name": "held", "Opts": .null])
                for _ in 0..<2 { _ = try await client.call("VolumeDriver.Mount", ["Name": "held", "ID": "one"]) }
                await #expect(throws: PluginClientError.self) {
                    try await client.call("VolumeDriver.Remove", ["Name": "held"])
                }
                await #expect(throws: PluginClientError.self) {
                    try await client.call("VolumeDriver.Unmount", ["Name": "held", "ID": "two"])
                }
                _ = try await client.call("VolumeDriver.Unmount", ["Name": "held", "ID": "one"])
                _ = try await client.call("VolumeDriver.Remove", ["Name": "held"])
                #expect(try await engine.docker("volume", "rm", name).succeeded)
            }
        }

        @Test func `a damaged book is refused and left alone`() async throws {
            let engine = try Engine.current
            let damaged = [
                "", "{", "[]", #"{"Volumes":[]}"#,
                #"{"Volumes":{"..":{"CreatedAt":"","Mounts":[],"LimitBytes":null}}}"#,
                #"{"Volumes":{"a":{"CreatedAt":"","Mounts":[1],"LimitBytes":null}}}"#,
            ]
            for text in damaged {
                try engine.sandbox.write(text, to: "srv-damaged/volumes.json")
                let command = try await engine.sandbox.run(
                    [Checkout.built(Self.program), "damaged", engine.sandbox.path("srv-damaged")]
                )
                #expect(!command.succeeded, "\(text)")
                #expect(try engine.sandbox.text(of: "srv-damaged/volumes.json") == text)
            }
        }

        @Test func `one person is refused the driver that another may use`() async throws {
            let engine = try Engine.current
            let driver = "volumes-\(UInt32.random(in: .min ... .max))"
            let rules = """
                version: 1
                rules:
                  - id: people.use-docker
                    effect: allow
                    match: { user: 'alice|bob' }
                  - id: volumes.alice-only
                    effect: deny
                    message: This volume driver is Alice's.
                    match:
                      uses.volume_driver: \(driver)
                      not: { user: alice }
                """
            let plugin = try await ExamplePlugin.start(
                in: engine.sandbox,
                Self.program,
                name: driver,
                arguments: [engine.sandbox.path("srv-\(driver)")]
            )
            do {
                try await engine.with(rules) { _ in
                    let hers = try await engine.docker("volume", "create", "-d", driver, "hers-\(driver)", as: "alice")
                    #expect(hers.succeeded, "\(hers)")
                    let ways = [
                        ["volume", "create", "-d", driver, "his-\(driver)"],
                        ["run", "--rm", "-v", "his-\(driver):/data", "--volume-driver", driver, Engine.image, "true"],
                        [
                            "create", "--mount",
                            "type=volume,source=his-\(driver),target=/data,volume-driver=\(driver)", Engine.image,
                        ],
                    ]
                    for way in ways {
                        let his = try await engine.docker(way, as: "bob")
                        #expect(his.errors.contains("This volume driver is Alice's. [volumes.alice-only, "), "\(his)")
                    }
                    let list = try await engine.docker(
                        "volume",
                        "ls",
                        "--quiet",
                        "--filter",
                        "driver=\(driver)",
                        as: "alice"
                    )
                    #expect(list.output == "hers-\(driver)\n", "\(list)")
                    let removed = try await engine.docker("volume", "rm", "hers-\(driver)", as: "alice")
                    #expect(removed.succeeded, "\(removed)")
                }
            } catch {
                try? await plugin.stop()
                throw error
            }
            try await plugin.stop()
        }
    }
}
