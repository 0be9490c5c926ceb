import DockerPlugin
import Foundation
import TestSupport
import Testing

extension RealDockerd {
    /// The example plugins, called as dockerd never would: wrong types, hostile names, calls out of order, peers that go.
    @Suite struct ExampleBadInput {
        private static let names = [
            "a", "b", "", ".", "..", "../../etc/passwd", "a/b", "/", "x\u{0}y", "\n",
            String(repeating: "n", count: 256),
            "é", "e\u{301}", "local", "-", "--help", "a b",
        ]
        private static let values: [PluginValue] = [
            .null, .bool(true), .number("1"), .number("1e999"), .array([]), .object([:]), .string("10.0.0.0/33"),
            .object(["size": .string("1M")]), .object(["size": .number("1")]), .string("10.7.0.0/24"), .string("::/0"),
            .string("10.7.0.0/16"), .string("10.7.0.5"), .array([.object(["Pool": .string("x")])]),
        ]

        private func parameters(_ fields: [String], _ dice: inout Dice) -> PluginValue {
            var members: [String: PluginValue] = [:]
            for field in fields where dice.percent(66) {
                members[field] = dice.percent(33) ? dice.pick(Self.values) : .string(dice.pick(Self.names))
            }
            return .object(members)
        }

        /// Every call has to be answered: by an object, or by a refusal that says something.
        private func answers(_ client: PluginClient, _ method: String, _ parameters: PluginValue) async throws -> Bool {
            do {
                return try await client.call(method, parameters).object != nil
            } catch PluginClientError.refused(_, let status, let message) {
                return (status == 400 || status == 500 || status == 200) && !message.isEmpty
            }
        }

        /// Calls at random, with peers that go in the middle of one, and then the plugin's own word that it is well.
        private func torment(
            _ name: String,
            _ interface: String,
            _ methods: [String],
            _ fields: [String],
            _ sandbox: Sandbox,
            rounds: Int = 600
        ) async throws {
            let socket = sandbox.path("run/docker/plugins/\(name).sock")
            let client = try PluginClient(PluginEntry(name: name, address: .socket(path: socket)))
            var dice = Dice(seed: 20_261_128)
            for round in 0..<rounds {
                let method = dice.pick(methods)
                let parameters = parameters(fields, &dice)
                #expect(try await answers(client, "\(interface).\(method)", parameters), "\(method) \(parameters)")
                guard round % 20 == 0 else { continue }
                let body = parameters.json
                let head = "POST /\(interface).\(method) HTTP/1.1\r\nHost: x\r\nContent-Length: \(body.count)\r\n\r\n"
                let bytes = Array(head.utf8) + body
                // Gone before it is whole, or before it is answered.
                try UnixSocket.toEngine(socket).send(Array(bytes.prefix(Int.random(in: 1...bytes.count, using: &dice))))
            }
            #expect(try await client.activate() == [interface])
        }

        @Test func `the volume plugin keeps its folder, its book and its life`() async throws {
            let engine = try Engine.current
            let name = "torment-volumes"
            let folder = engine.sandbox.path("srv-\(name)")
            func start() async throws -> ExamplePlugin {
                try await ExamplePlugin.start(
                    in: engine.sandbox,
                    "example-volume-plugin",
                    name: name,
                    arguments: [folder]
                )
            }
            let plugin = try await start()
            do {
                try await torment(
                    name,
                    "VolumeDriver",
                    ["Create", "Remove", "Mount", "Unmount", "Path", "Get", "List", "Capabilities"],
                    ["Name", "ID", "Opts"],
                    engine.sandbox
                )
            } catch {
                try? await plugin.stop()
                throw error
            }
            try await plugin.stop(signal: "KILL")
            // Nothing outside of the volumes' own folder, and there nothing but names that are names.
            #expect(
                try FileManager.default.contentsOfDirectory(atPath: folder).sorted() == ["volumes", "volumes.json"]
            )
            let left = try FileManager.default.contentsOfDirectory(atPath: "\(folder)/volumes")
            #expect(left.allSatisfy { Self.names.contains($0) && !$0.contains("..") }, "\(left)")
            // What it has written it reads again.
            let again = try await start()
            let client = try PluginClient(
                PluginEntry(name: name, address: .socket(path: engine.sandbox.path("run/docker/plugins/\(name).sock")))
            )
            let volumes = try await client.call("VolumeDriver.List", [:])["Volumes"]?.array ?? []
            #expect(volumes.allSatisfy { $0["Name"]?.text.map { left.contains($0) } == true }, "\(volumes) \(left)")
            try await again.stop()
        }

        @Test func `the address plugin gives nothing twice and lives`() async throws {
            let engine = try Engine.current
            let name = "torment-pools"
            let file = engine.sandbox.path("\(name).json")
            func start() async throws -> ExamplePlugin {
                try await ExamplePlugin.start(in: engine.sandbox, "example-ipam-plugin", name: name, arguments: [file])
            }
            let plugin = try await start()
            do {
                try await torment(
                    name,
                    "IpamDriver",
                    ["RequestPool", "ReleasePool", "RequestAddress", "ReleaseAddress", "GetCapabilities"],
                    ["AddressSpace", "Pool", "SubPool", "PoolID", "Address", "Options", "V6"],
                    engine.sandbox
                )
                let socket = engine.sandbox.path("run/docker/plugins/\(name).sock")
                let client = try PluginClient(PluginEntry(name: name, address: .socket(path: socket)))
                let pool = try await client.call(
                    "IpamDriver.RequestPool",
                    ["AddressSpace": "fresh", "Pool": "10.9.0.0/29"]
                )
                let id = try #require(pool["PoolID"])
                var given: Set<String> = []
                for _ in 0..<6 {
                    let answer = try await client.call("IpamDriver.RequestAddress", ["PoolID": id])
                    let address = try #require(answer["Address"]?.text)
                    #expect(given.insert(address).inserted, "\(address) twice")
                }
                // Six hosts are in a network of eight addresses.
                await #expect(throws: PluginClientError.self) {
                    try await client.call("IpamDriver.RequestAddress", ["PoolID": id])
                }
            } catch {
                try? await plugin.stop()
                throw error
            }
            try await plugin.stop(signal: "KILL")
            try await start().stop()
        }

        @Test func `the network plugin refuses what it can't be asked, and makes nothing`() async throws {
            let engine = try Engine.current
            let name = "torment-bridges"
            let plugin = try await ExamplePlugin.start(in: engine.sandbox, "example-network-plugin", name: name)
            let before = try await engine.sandbox.run(["ip", "-oneline", "link", "show"])
            do {
                try await torment(
                    name,
                    "NetworkDriver",
                    ["CreateNetwork", "DeleteNetwork", "CreateEndpoint", "DeleteEndpoint", "Join", "Leave"],
                    ["NetworkID", "EndpointID", "Options", "IPv4Data", "IPv6Data", "Interface", "SandboxKey"],
                    engine.sandbox,
                    rounds: 150
                )
            } catch {
                try? await plugin.stop()
                throw error
            }
            try await plugin.stop()
            let after = try await engine.sandbox.run(["ip", "-oneline", "link", "show"])
            func bridges(_ text: String) -> Int { text.split(separator: "\n").count { $0.contains(": db") } }
            #expect(bridges(after.output) == bridges(before.output), "\(after)")
        }
    }
}
