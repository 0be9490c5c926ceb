import DockerPluginTLS
import Foundation
import Logging
import Testing

@testable import DockerPlugin

/// Certificates from openssl, a server on the loopback, and clients that have the right ones and the wrong ones.
@Suite(.serialized) struct TLSTests {
    private struct Echo: VolumeDriver {
        func create(_ name: String, options: [String: String]) {}
        func remove(_ name: String) {}
        func mount(_ name: String, id: String) -> String { "/\(name)" }
        func unmount(_ name: String, id: String) {}
        func path(_ name: String) -> String? { nil }
        func volume(_ name: String) -> Volume { Volume(name: name) }
        func volumes() -> [Volume] { [] }
    }

    private struct Failed: Error { var text: String }

    private static let authorities = Result { try makeAuthorities() }

    /// Two authorities, each with a server's and a client's certificate, in a folder of their own.
    private static func makeAuthorities() throws -> [String] {
        let folder = "/tmp/plugin-tls-\(UInt32.random(in: .min ... .max))"
        try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
        return try ["one", "two"].map { name in
            let authority = "\(folder)/\(name)"
            for arguments in [["ca"], ["server", "127.0.0.1", "localhost"], ["client", "daemon"]] {
                try make([authority] + arguments)
            }
            return authority
        }
    }

    private static func make(_ arguments: [String]) throws {
        let script = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
            .deletingLastPathComponent().appending(path: "examples/tls/make-certs")
        let process = Process()
        process.executableURL = script
        process.arguments = arguments
        process.standardOutput = FileHandle.nullDevice
        let errors = Pipe()
        process.standardError = errors
        try process.run()
        let text = String(decoding: errors.fileHandleForReading.readDataToEndOfFile(), as: UTF8.self)
        process.waitUntilExit()
        guard process.terminationStatus == 0 else { throw Failed(text: text) }
    }

    private func identity(_ authority: String, mutual: Bool) throws -> PluginTLSServer {
        try PluginTLSServer(
            certificate: "\(authority)/server/cert.pem",
            key: "\(authority)/server/key.pem",
            clientAuthorities: mutual ? "\(authority)/server/ca.pem" : nil
        )
    }

    private func serving(_ identity: PluginTLSServer, _ body: (_ port: UInt16) async throws -> Void) async throws {
        try await serving(on: .tls(TCPAddress(address: .v4(0x7F00_0001), port: 0), identity), body)
    }

    private func serving(on listener: PluginListener, _ body: (_ port: UInt16) async throws -> Void) async throws {
        let server = PluginServer(
            configuration: PluginServerConfiguration(listener: listener),
            interfaces: [.volume(Echo())],
            logger: Logger(label: "test") { _ in SwiftLogNoOpLogHandler() }
        )
        try await server.start()
        do {
            try await body(try #require(server.tcpAddress).port)
        } catch {
            await server.shutdown()
            throw error
        }
        await server.shutdown()
    }

    private func client(_ port: UInt16, _ files: PluginTLSFiles?) throws -> PluginClient {
        var limits = PluginClientLimits()
        limits.answerTime = .seconds(15)
        let entry = PluginEntry(name: "far", address: .tcp(host: "127.0.0.1", port: port), tls: files)
        return try PluginClient.withTLS(entry, limits: limits)
    }

    private func isServed(_ port: UInt16, _ files: PluginTLSFiles?, at place: SourceLocation = #_sourceLocation) async {
        await #expect(throws: Never.self, sourceLocation: place) {
            let names = try await client(port, files).activate()
            #expect(names == ["VolumeDriver"], sourceLocation: place)
        }
    }

    private func files(_ authority: String, client: String? = nil) -> PluginTLSFiles {
        PluginTLSFiles(
            authorities: "\(authority)/server/ca.pem",
            certificate: client.map { "\($0)/clients/daemon/cert.pem" },
            key: client.map { "\($0)/clients/daemon/key.pem" }
        )
    }

    @Test func `a client that knows the authority is answered, one that doesn't refuses`() async throws {
        let authorities = try Self.authorities.get()
        try await serving(try identity(authorities[0], mutual: false)) { port in
            await isServed(port, files(authorities[0]))
            await #expect(throws: PluginClientError.self) {
                try await client(port, files(authorities[1])).activate()
            }
            await isServed(port, PluginTLSFiles(skipsVerification: true))
            // Plain HTTP into TLS.
            await #expect(throws: PluginClientError.self) { try await client(port, nil).activate() }
        }
    }

    @Test func `mutual TLS lets in whom the authority knows`() async throws {
        let authorities = try Self.authorities.get()
        try await serving(try identity(authorities[0], mutual: true)) { port in
            let good = try client(port, files(authorities[0], client: authorities[0]))
            let mounted = try await good.call("VolumeDriver.Mount", ["Name": "v", "ID": "1"])
            #expect(mounted["Mountpoint"] == "/v")
            await #expect(throws: PluginClientError.self) { try await client(port, files(authorities[0])).activate() }
            await #expect(throws: PluginClientError.self) {
                try await client(port, files(authorities[0], client: authorities[1])).activate()
            }
        }
    }

    /// Not only on the loopback: TLS is what lets a plugin listen on every network.
    @Test func `a socket that was handed over keeps the listener's TLS`() async throws {
        let authorities = try Self.authorities.get()
        let written = PluginListener.tls(
            TCPAddress(address: .v4(0x7F00_0001), port: 1),
            try identity(authorities[0], mutual: true)
        )
        let address = try #require(TCPAddress("0.0.0.0:0"))
        let handed = InheritedSocket(name: "tls", descriptor: try TCPSocket.listen(address, backlog: 8))
        try await serving(on: written.handedOver(handed)) { port in
            #expect(port != 1)
            await isServed(port, files(authorities[0], client: authorities[0]))
            // Neither in the plain, nor without a certificate, nor with somebody else's.
            for other in [nil, files(authorities[0]), files(authorities[0], client: authorities[1])] {
                await #expect(throws: PluginClientError.self) { try await client(port, other).activate() }
            }
        }
    }

    @Test func `certificates are reloaded under open connections, and a bad reload changes nothing`() async throws {
        let authorities = try Self.authorities.get()
        let folder = "\(authorities[0])-reload-\(UInt32.random(in: .min ... .max))"
        let files = FileManager.default
        try files.copyItem(atPath: "\(authorities[0])/server", toPath: folder)
        let identity = try PluginTLSServer(certificate: "\(folder)/cert.pem", key: "\(folder)/key.pem")
        try await serving(identity) { port in
            let open = try OpenSSLConnection(port: port, authority: "\(authorities[0])/server/ca.pem")
            #expect(try open.call("/Plugin.Activate").contains("VolumeDriver"))

            try Data("no key".utf8).write(to: URL(filePath: "\(folder)/key.pem"))
            #expect(throws: TLSError.self) { try identity.reload() }
            await isServed(port, self.files(authorities[0]))

            for file in ["cert.pem", "key.pem"] {
                try files.removeItem(atPath: "\(folder)/\(file)")
                try files.copyItem(atPath: "\(authorities[1])/server/\(file)", toPath: "\(folder)/\(file)")
            }
            try identity.reload()
            await isServed(port, self.files(authorities[1]))
            await #expect(throws: PluginClientError.self) {
                try await client(port, self.files(authorities[0])).activate()
            }
            #expect(try open.call("/VolumeDriver.Capabilities").contains("local"))
            open.close()
        }
    }

    @Test func `files that don't fit are named`() throws {
        let authorities = try Self.authorities.get()
        #expect(throws: TLSError.self) {
            try PluginTLSServer(certificate: "/nowhere.pem", key: "\(authorities[0])/server/key.pem")
        }
        #expect {
            try PluginTLSServer(
                certificate: "\(authorities[0])/server/cert.pem",
                key: "\(authorities[1])/server/key.pem"
            )
        } throws: { error in
            guard case .badIdentity = error as? TLSError else { return false }
            return true
        }
        #expect(throws: TLSError.incompleteIdentity) {
            try client(1, PluginTLSFiles(certificate: "\(authorities[0])/server/cert.pem"))
        }
    }
}
