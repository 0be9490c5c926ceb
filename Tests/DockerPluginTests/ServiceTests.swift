import Foundation
import Logging
import TestSupport
import Testing

@testable import DockerPlugin

/// What systemd and a service say to each other (sd_notify(3), sd_listen_fds(3)).
@Suite(.serialized) struct ServiceTests {
    /// A socket as systemd's, and what comes in.
    private final class Listener: @unchecked Sendable {
        let descriptor: Int32

        /// - Parameter path: With `@` in front, of the abstract namespace.
        init(_ path: String) throws {
            descriptor = socket(AF_UNIX, Int32(SOCK_DGRAM.rawValue), 0)
            var address = sockaddr_un()
            address.sun_family = sa_family_t(AF_UNIX)
            let bytes = path.hasPrefix("@") ? [0] + Array(path.utf8.dropFirst()) : Array(path.utf8)
            withUnsafeMutableBytes(of: &address.sun_path) { $0.copyBytes(from: bytes) }
            let result = withUnsafePointer(to: &address) { pointer in
                pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) {
                    bind(descriptor, $0, socklen_t(2 + bytes.count))
                }
            }
            guard result == 0 else { throw Peer.Failed(call: "bind", code: errno) }
        }

        deinit { close(descriptor) }

        func next() -> String? {
            var buffer = [UInt8](repeating: 0, count: 4096)
            let count = recv(descriptor, &buffer, buffer.count, Int32(MSG_DONTWAIT))
            return count < 0 ? nil : String(decoding: buffer.prefix(count), as: UTF8.self)
        }
    }

    @Test(arguments: [false, true])
    func `the service's state is told in systemd's words`(abstract: Bool) throws {
        let folder = try TestServer.makeFolder()
        defer { try? FileManager.default.removeItem(atPath: folder) }
        let path = abstract ? "@\(folder.dropFirst())/notify" : "\(folder)/notify"
        let systemd = try Listener(path)
        let notifier = ServiceNotifier(socket: path, watchdog: "30000000")
        #expect(notifier.isHeard)
        #expect(notifier.watchdogInterval == .seconds(30))
        notifier.ready(status: "two\nlines")
        #expect(systemd.next() == "READY=1\nSTATUS=two lines")
        notifier.keepAlive()
        #expect(systemd.next() == "WATCHDOG=1")
        notifier.stopping()
        #expect(systemd.next() == "STOPPING=1")
        notifier.status("busy")
        #expect(systemd.next() == "STATUS=busy")

        func now() -> Int64 {
            var time = timespec()
            clock_gettime(CLOCK_MONOTONIC, &time)
            return Int64(time.tv_sec) * 1_000_000 + Int64(time.tv_nsec) / 1000
        }
        let before = now()
        notifier.reloading()
        let lines = try #require(systemd.next()).split(separator: "\n")
        #expect(lines.first == "RELOADING=1")
        let moment = try #require(lines.last.flatMap { Int64($0.dropFirst("MONOTONIC_USEC=".count)) })
        #expect((before...now()).contains(moment))
        #expect(systemd.next() == nil)
    }

    @Test func `without systemd nothing happens`() {
        for socket in [nil, "", "relative", "@", "/nowhere/\(String(repeating: "x", count: 120))"] {
            let notifier = ServiceNotifier(socket: socket)
            #expect(!notifier.isHeard)
            notifier.ready()
        }
        ServiceNotifier(socket: "/nowhere/notify").ready()
    }

    @Test func `a watchdog of another process is not ours`() {
        #expect(ServiceNotifier(socket: nil, watchdog: "5", process: "1").watchdogInterval == nil)
        #expect(
            ServiceNotifier(socket: nil, watchdog: "5", process: "\(getpid())").watchdogInterval == .microseconds(5)
        )
        for text in ["", "x", "0", "-1", "99999999999999999999"] {
            #expect(ServiceNotifier(socket: nil, watchdog: text).watchdogInterval == nil, "\(text)")
        }
    }

    @Test func `sockets are only taken by whom they are meant for`() {
        #expect(ServiceSockets.count(process: "7", count: "2", of: 7) == 2)
        for (process, count) in [
            ("8", "2"), ("7", "0"), ("7", "-1"), ("7", "9999"), ("7", "x"), ("", "1"), ("7x", "1"),
        ] {
            #expect(ServiceSockets.count(process: process, count: count, of: 7) == nil)
        }
        #expect(ServiceSockets.count(process: nil, count: "1", of: 7) == nil)
        #expect(ServiceSockets.count(process: "7", count: nil, of: 7) == nil)
    }

    @Test func `an inherited socket is served, and stays when the server goes`() async throws {
        let folder = try TestServer.makeFolder()
        defer { try? FileManager.default.removeItem(atPath: folder) }
        let path = "\(folder)/held.sock"
        let (held, _) = try SocketFile.listen(path, backlog: 8)
        defer { close(held) }
        let client = try PluginClient(PluginDiscovery(sockets: folder, specifications: []).find("held"))
        for _ in 0..<2 {
            let inherited = InheritedSocket(name: "held", descriptor: fcntl(held, F_DUPFD_CLOEXEC, 0))
            let server = PluginServer(
                configuration: PluginServerConfiguration(listener: .inherited(inherited)),
                interfaces: [.volume(TestVolumes())],
                logger: Logger(label: "test") { _ in SwiftLogNoOpLogHandler() }
            )
            // The call is there before the server, as with systemd.
            async let names = client.activate()
            try await server.start()
            #expect(try await names == ["VolumeDriver"])
            await server.shutdown()
            #expect(FileManager.default.fileExists(atPath: path))
            #expect(throws: PluginServerError.self) { try inherited.take() }
        }
    }

    @Test func `what doesn't listen can't be served`() throws {
        let descriptor = socket(AF_UNIX, Int32(SOCK_STREAM.rawValue), 0)
        #expect(throws: PluginServerError.self) { try InheritedSocket(name: "", descriptor: descriptor).take() }
        #expect(throws: PluginServerError.self) { try InheritedSocket(name: "", descriptor: 9999).take() }
    }

    private static func tcp(_ address: String) throws -> InheritedSocket {
        let address = try #require(TCPAddress("\(address):0"))
        return InheritedSocket(name: "tcp", descriptor: try TCPSocket.listen(address, backlog: 8))
    }

    private static func start(_ listener: PluginListener) async throws {
        let server = PluginServer(
            configuration: PluginServerConfiguration(listener: listener),
            interfaces: [.volume(TestVolumes())],
            logger: Logger(label: "test") { _ in SwiftLogNoOpLogHandler() }
        )
        try await server.start()
        #expect(server.tcpAddress != nil)
        await server.shutdown()
    }

    @Test func `a TCP socket that was handed over is served in the plain only on the loopback`() async throws {
        try await Self.start(.inherited(Self.tcp("127.0.0.1")))
        try await Self.start(.inherited(Self.tcp("[::1]")))
        let open = try Self.tcp("0.0.0.0")
        #expect(open.tcpAddress?.port ?? 0 > 0 && open.path == nil)
        await #expect(throws: PluginServerError.plainTCP(try #require(open.tcpAddress).description)) {
            try await Self.start(.inherited(open))
        }
        try await Self.start(.inherited(open, onEveryNetwork: true))
        // The listener that the plugin was written with decides what holds on a socket in its place.
        let address = try #require(TCPAddress("127.0.0.1:1"))
        for listener in [PluginListener.socket("/nowhere.sock"), .plainTCP(address)] {
            await #expect(throws: PluginServerError.self) {
                try await Self.start(listener.handedOver(Self.tcp("0.0.0.0")))
            }
        }
        try await Self.start(PluginListener.plainTCP(address, onEveryNetwork: true).handedOver(Self.tcp("0.0.0.0")))
    }

    @Test func `a watchdog hears of a server only while its event loops turn`() async throws {
        let folder = try TestServer.makeFolder()
        defer { try? FileManager.default.removeItem(atPath: folder) }
        let server = TestServer.make("\(folder)/test.sock")
        let pulse = ServerPulse(server)
        // Before it runs nobody answers.
        #expect(pulse.look() && !pulse.look())
        try await server.start()
        let running = ServerPulse(server)
        for _ in 0..<5 { #expect(await eventually { running.look() }) }
        await server.shutdown()
        #expect(await eventually { !running.look() })
    }
}
