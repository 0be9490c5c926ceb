import Foundation
import Logging
import Testing

@testable import DockerPlugin

/// A real server on a socket or a port, and the client that finds and calls it.
@Suite(.serialized) struct ClientTests {
    private func server(_ listener: PluginListener, _ interfaces: [PluginInterface]) -> PluginServer {
        PluginServer(
            configuration: PluginServerConfiguration(listener: listener),
            interfaces: interfaces,
            logger: Logger(label: "test") { _ in SwiftLogNoOpLogHandler() }
        )
    }

    @Test func `one process, three interfaces, found by name`() async throws {
        let folder = try TestServer.makeFolder()
        defer { try? FileManager.default.removeItem(atPath: folder) }
        let server = server(
            .socket("\(folder)/kit.sock"),
            [.volume(TestVolumes()), .network(TestNetworks()), .authorization(TestPlugin())]
        )
        try await server.start()
        let client = try PluginClient(PluginDiscovery(sockets: folder, specifications: []).find("kit"))
        #expect(try await client.activate() == ["VolumeDriver", "NetworkDriver", "authz"])
        _ = try await client.call("VolumeDriver.Create", ["Name": "data"])
        let mounted = try await client.call("VolumeDriver.Mount", ["Name": "data", "ID": "1"])
        #expect(mounted["Mountpoint"] == "/volumes/data")
        #expect(try await client.call("NetworkDriver.GetCapabilities", nil)["Scope"] == "local")
        let gone = PluginClientError.refused(method: "VolumeDriver.Get", status: 500, message: "no volume `x`")
        await #expect(throws: gone) { try await client.call("VolumeDriver.Get", ["Name": "x"]) }
        for unknown in ["VolumeDriver.Rename", "NetworkDriver.GwAllocCheck", "IpamDriver.RequestPool", "x"] {
            await #expect { try await client.call(unknown, [:]) } throws: { error in
                guard case .refused(_, 404, let message) = error as? PluginClientError else { return false }
                return !message.isEmpty
            }
        }
        await server.shutdown()
        await #expect(throws: PluginClientError.self) { try await client.activate() }
    }

    @Test func `drivers run side by side, and a peer that vanishes takes nothing along`() async throws {
        struct Slow: VolumeDriver {
            let gate = Gate()
            func create(_ name: String, options: [String: String]) async throws { await gate.arrive() }
            func remove(_ name: String) {}
            func mount(_ name: String, id: String) -> String { "" }
            func unmount(_ name: String, id: String) {}
            func path(_ name: String) -> String? { nil }
            func volume(_ name: String) -> Volume { Volume(name: name) }
            func volumes() -> [Volume] { [] }
        }
        /// Lets nobody through until ten are there: calls one after the other would wait for ever.
        actor Gate {
            private var waiting: [CheckedContinuation<Void, Never>] = []
            func arrive() async {
                await withCheckedContinuation { continuation in
                    waiting.append(continuation)
                    guard waiting.count == 10 else { return }
                    for continuation in waiting { continuation.resume() }
                    waiting = []
                }
            }
        }
        let folder = try TestServer.makeFolder()
        defer { try? FileManager.default.removeItem(atPath: folder) }
        let server = server(.socket("\(folder)/slow.sock"), [.volume(Slow())])
        try await server.start()
        try await blocking {
            let vanishing = try Peer("\(folder)/slow.sock")
            try vanishing.send(Samples.post("/VolumeDriver.Create", #"{"Name":"gone"}"#))
        }
        let client = try PluginClient(PluginDiscovery(sockets: folder, specifications: []).find("slow"))
        try await withThrowingTaskGroup(of: Void.self) { group in
            for number in 0..<9 {
                group.addTask { _ = try await client.call("VolumeDriver.Create", ["Name": .string("v\(number)")]) }
            }
            try await group.waitForAll()
        }
        #expect(try await client.activate() == ["VolumeDriver"])
        await server.shutdown()
    }

    @Test(arguments: ["127.0.0.1", "::1"])
    func `plain TCP on the loopback, announced by a file`(host: String) async throws {
        let folder = try TestServer.makeFolder()
        defer { try? FileManager.default.removeItem(atPath: folder) }
        let address = try #require(IPAddress(host))
        let server = server(.plainTCP(TCPAddress(address: address, port: 0)), [.volume(TestVolumes())])
        try await server.start()
        let bound = try #require(server.tcpAddress)
        #expect(bound.address == address && bound.port > 0)
        let file = try PluginFile.specification("far", .tcp(host: host, port: bound.port), folder: folder)
        try file.write()
        let client = try PluginClient(PluginDiscovery(sockets: folder, specifications: [folder]).find("far"))
        #expect(try await client.activate() == ["VolumeDriver"])
        await server.shutdown()
        file.remove()
        await #expect(throws: PluginClientError.self) { try await client.activate() }
        #expect(server.tcpAddress == nil)
    }

    @Test func `plain TCP on every network has to be asked for twice`() async throws {
        let everywhere = try #require(TCPAddress("0.0.0.0:0"))
        await #expect(throws: PluginServerError.plainTCP("0.0.0.0:0")) {
            try await server(.plainTCP(everywhere), []).start()
        }
        let asked = server(.plainTCP(everywhere, onEveryNetwork: true), [])
        try await asked.start()
        let port = try #require(asked.tcpAddress).port
        let taken = TCPAddress(address: everywhere.address, port: port)
        await #expect(throws: PluginServerError.self) {
            try await server(.plainTCP(taken, onEveryNetwork: true), []).start()
        }
        await asked.shutdown()
    }

    /// A plugin that answers anything at all: what it says must neither crash nor hang its caller.
    private func answer(_ text: String, _ limits: PluginClientLimits = .init(), stalls: Bool = false) async throws
        -> any Error
    {
        let folder = try TestServer.makeFolder()
        defer { try? FileManager.default.removeItem(atPath: folder) }
        let (descriptor, _) = try SocketFile.listen("\(folder)/odd.sock", backlog: 4)
        Thread.detachNewThread {
            let connection = accept(descriptor, nil, nil)
            var buffer = [UInt8](repeating: 0, count: 4096)
            _ = recv(connection, &buffer, buffer.count, 0)
            let bytes = Array(text.utf8)
            _ = Glibc.send(connection, bytes, bytes.count, Int32(MSG_NOSIGNAL))
            if stalls { _ = recv(connection, &buffer, buffer.count, 0) }
            close(connection)
            close(descriptor)
        }
        let client = try PluginClient(PluginDiscovery(sockets: folder, specifications: []).find("odd"), limits: limits)
        do {
            let names = try await client.activate()
            return HarnessError(text: "\(names)")
        } catch {
            return error
        }
    }

    private struct HarnessError: Error { var text: String }

    @Test func `answers that are none`() async throws {
        func body(_ text: String) -> String { "HTTP/1.1 200 OK\r\nContent-Length: \(text.utf8.count)\r\n\r\n\(text)" }
        for text in ["", "[]", "{", #"{"Implements":"authz"}"#, #"{"Implements":[1]}"#, "{}"] {
            guard case .badAnswer = try await answer(body(text)) as? PluginClientError else {
                Issue.record("\(text)")
                continue
            }
        }
        #expect(try await answer("nonsense\r\n\r\n") is PluginClientError)
        #expect(try await answer("") as? PluginClientError != nil)
        guard case .brokenOff = try await answer("HTTP/1.1 200 OK\r\nContent-Length: 50\r\n\r\n{") as? PluginClientError
        else {
            Issue.record("half an answer")
            return
        }
        let refused = try await answer("HTTP/1.1 500 X\r\nContent-Length: 12\r\n\r\n{\"Err\":\"no\"}")
        #expect(refused as? PluginClientError == .refused(method: "Plugin.Activate", status: 500, message: "no"))
        #expect(
            try await answer(body(#"{"Err":"odd"}"#)) as? PluginClientError
                == .refused(method: "Plugin.Activate", status: 200, message: "odd")
        )
    }

    @Test func `answers that are too long or never end`() async throws {
        var limits = PluginClientLimits()
        limits.answerBytes = 100
        let long = "HTTP/1.1 200 OK\r\nContent-Length: 5000\r\n\r\n" + String(repeating: "x", count: 5000)
        guard case .badAnswer = try await answer(long, limits) as? PluginClientError else {
            Issue.record("too long")
            return
        }
        limits.answerTime = .milliseconds(50)
        let slow = try await answer("HTTP/1.1 200 OK\r\nContent-Length: 50\r\n\r\n{", limits, stalls: true)
        guard case .tooSlow = slow as? PluginClientError else {
            Issue.record("\(slow)")
            return
        }
    }

    @Test func `a plugin that wants TLS isn't called without it`() throws {
        let entry = PluginEntry(name: "x", address: .tcp(host: "h", port: 1), tls: PluginTLSFiles())
        #expect(throws: PluginClientError.needsTLS("x")) { try PluginClient(entry) }
    }
}
