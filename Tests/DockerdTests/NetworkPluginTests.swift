import DockerPlugin
import Foundation
import Testing

extension RealDockerd {
    /// examples/network-plugin and examples/ipam-plugin under a real dockerd.
    @Suite struct NetworkPlugins {
        /// The interfaces that the example makes begin so.
        private func links(_ engine: Engine) async throws -> [String] {
            let command = try await engine.sandbox.run(["ip", "-oneline", "link"])
            return command.output.split(separator: "\n").compactMap { line in
                let name =
                    line.split(separator: " ").dropFirst().first.map { $0.prefix { $0 != "@" && $0 != ":" } } ?? ""
                return ["db", "dh", "dc"].contains(String(name.prefix(2))) && name.count == 14 ? String(name) : nil
            }
        }

        @Test func `two containers reach each other by address, and nothing is left behind`() async throws {
            let engine = try Engine.current
            let driver = "bridges-\(UInt32.random(in: .min ... .max))"
            let plugin = try await ExamplePlugin.start(in: engine.sandbox, "example-network-plugin", name: driver)
            do {
                try await engine.with(Policies.everything) { _ in
                    func docker(_ arguments: String...) async throws -> Command {
                        let command = try await engine.docker(arguments)
                        #expect(command.succeeded, "\(command)\n\(plugin.output)")
                        return command
                    }
                    _ = try await docker("network", "create", "-d", driver, "--subnet", "10.8.0.0/24", "lab")
                    _ = try await docker(
                        "run",
                        "-d",
                        "--name",
                        "one",
                        "--network",
                        "lab",
                        "--ip",
                        "10.8.0.10",
                        Engine.image,
                        "sleep",
                        "300"
                    )
                    let ping = try await docker(
                        "run",
                        "--rm",
                        "--network",
                        "lab",
                        Engine.image,
                        "ping",
                        "-c",
                        "1",
                        "-W",
                        "5",
                        "10.8.0.10"
                    )
                    #expect(ping.output.contains("1 packets received"), "\(ping)")
                    let route = try await docker("exec", "one", "ip", "route")
                    #expect(route.output.contains("default via 10.8.0.1 "), "\(route)")

                    // A network that is connected to while the container runs.
                    _ = try await docker(
                        "network",
                        "create",
                        "-d",
                        driver,
                        "--subnet",
                        "10.9.0.0/24",
                        "--internal",
                        "back"
                    )
                    _ = try await docker("network", "connect", "--ip", "10.9.0.10", "back", "one")
                    let second = try await docker(
                        "run",
                        "--rm",
                        "--network",
                        "back",
                        Engine.image,
                        "ping",
                        "-c",
                        "1",
                        "-W",
                        "5",
                        "10.9.0.10"
                    )
                    #expect(second.output.contains("1 packets received"), "\(second)")
                    #expect(try await links(engine).count == 4)
                    _ = try await docker("network", "disconnect", "back", "one")
                    #expect(try await links(engine).count == 3)
                    let inUse = try await engine.docker("network", "rm", "lab")
                    #expect(!inUse.succeeded)
                    let odd = try await engine.docker("network", "create", "-d", driver, "--opt", "colour=red", "odd")
                    #expect(odd.errors.contains("unknown option `colour`"), "\(odd)")
                    _ = try await docker("rm", "-f", "one")
                    _ = try await docker("network", "rm", "lab", "back")
                    #expect(try await links(engine).isEmpty)
                    let rules = try await engine.sandbox.run(["sh", "-c", "iptables-save | grep -c ' db' || true"])
                    #expect(rules.output == "0\n", "\(rules)")
                }
            } catch {
                try? await plugin.stop()
                throw error
            }
            try await plugin.stop()
        }

        @Test func `addresses come from the pools, one of each, over a kill of the plugin`() async throws {
            let engine = try Engine.current
            let driver = "pools-\(UInt32.random(in: .min ... .max))"
            let book = engine.sandbox.path("\(driver).json")
            func start() async throws -> ExamplePlugin {
                try await ExamplePlugin.start(
                    in: engine.sandbox,
                    "example-ipam-plugin",
                    name: driver,
                    arguments: [book]
                )
            }
            var plugin = try await start()
            do {
                let socket = engine.sandbox.path("run/docker/plugins/\(driver).sock")
                let client = try PluginClient(PluginEntry(name: driver, address: .socket(path: socket)))
                let pool = try await client.call(
                    "IpamDriver.RequestPool",
                    ["AddressSpace": "test", "Pool": "10.66.0.0/24"]
                )
                let id = try #require(pool["PoolID"])
                func fifty() async throws -> [String] {
                    try await withThrowingTaskGroup(of: String?.self) { group in
                        for _ in 0..<50 {
                            group.addTask {
                                try await client.call("IpamDriver.RequestAddress", ["PoolID": id])["Address"]?.text
                            }
                        }
                        return try await group.reduce(into: []) { $0.append($1 ?? "") }
                    }
                }
                let first = try await fifty()
                try await plugin.stop(signal: "KILL")
                plugin = try await start()
                let second = try await fifty()
                #expect(Set(first + second).count == 100)
                for address in first + second {
                    #expect(IPPrefix("10.66.0.0/24")?.contains(try #require(IPPrefix(address)).address) == true)
                }
                let taken = PluginValue.string(String(first[0].prefix { $0 != "/" }))
                await #expect(throws: PluginClientError.self) {
                    try await client.call("IpamDriver.RequestAddress", ["PoolID": id, "Address": taken])
                }
                _ = try await client.call("IpamDriver.ReleaseAddress", ["PoolID": id, "Address": taken])
                await #expect(throws: PluginClientError.self) {
                    try await client.call("IpamDriver.ReleaseAddress", ["PoolID": id, "Address": taken])
                }
                await #expect(throws: PluginClientError.self) {
                    try await client.call("IpamDriver.RequestPool", ["AddressSpace": "test", "Pool": "10.66.0.0/16"])
                }
                _ = try await client.call("IpamDriver.ReleasePool", ["PoolID": id])
                await #expect(throws: PluginClientError.self) {
                    try await client.call("IpamDriver.ReleasePool", ["PoolID": id])
                }

                try await engine.with(Policies.everything) { _ in
                    let created = try await engine.docker(
                        "network",
                        "create",
                        "--ipam-driver",
                        driver,
                        "--subnet",
                        "10.7.0.0/24",
                        "--ip-range",
                        "10.7.0.128/25",
                        "office-\(driver)"
                    )
                    try #require(created.succeeded, "\(created)")
                    let lab = try await engine.docker("network", "create", "--ipam-driver", driver, "lab-\(driver)")
                    #expect(lab.succeeded, "\(lab)")
                    let shown = try await engine.docker(
                        "run",
                        "--rm",
                        "--network",
                        "office-\(driver)",
                        Engine.image,
                        "ip",
                        "-oneline",
                        "address"
                    )
                    #expect(shown.output.contains(" 10.7.0.1"), "\(shown)")
                    let removed = try await engine.docker("network", "rm", "office-\(driver)", "lab-\(driver)")
                    #expect(removed.succeeded, "\(removed)")
                }
                #expect(try engine.sandbox.text(of: "\(driver).json") == #"{"Pools":{}}"#)
            } catch {
                try? await plugin.stop()
                throw error
            }
            try await plugin.stop()
        }

        @Test func `thirty lines are enough to let people look and not touch`() async throws {
            let engine = try Engine.current
            let plugin = try await ExamplePlugin.start(
                in: engine.sandbox,
                "example-authorization-plugin",
                name: "dockreeve"
            )
            let look = try await engine.docker("ps")
            #expect(look.succeeded, "\(look)")
            let touch = try await engine.docker("volume", "create", "x")
            #expect(touch.errors.contains("plugin dockreeve: this engine can only be looked at"), "\(touch)")
            try await plugin.stop()
        }
    }
}
