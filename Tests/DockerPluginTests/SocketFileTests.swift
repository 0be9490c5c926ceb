import DockerPlugin
import Foundation
import Testing

@Suite(.serialized) struct SocketFileTests {
    private func inFolder(_ body: (String) async throws -> Void) async throws {
        let folder = try TestServer.makeFolder()
        defer { try? FileManager.default.removeItem(atPath: folder) }
        try await body(folder)
    }

    private func mode(_ path: String) -> mode_t? {
        var status = stat()
        return lstat(path, &status) == 0 ? status.st_mode & 0o7777 : nil
    }

    /// A socket that was bound and left behind.
    private func leaveSocket(_ path: String, isListening: Bool = false, kind: __socket_type = SOCK_STREAM) -> Int32 {
        let descriptor = socket(AF_UNIX, Int32(kind.rawValue) | Int32(SOCK_CLOEXEC.rawValue), 0)
        var address = sockaddr_un()
        address.sun_family = sa_family_t(AF_UNIX)
        withUnsafeMutableBytes(of: &address.sun_path) { $0.copyBytes(from: path.utf8) }
        let result = withUnsafePointer(to: &address) {
            $0.withMemoryRebound(to: sockaddr.self, capacity: 1) {
                bind(descriptor, $0, socklen_t(MemoryLayout<sockaddr_un>.size))
            }
        }
        #expect(result == 0)
        if isListening { #expect(listen(descriptor, 0) == 0) }
        return descriptor
    }

    // The mask is the whole process's: a wider one would open what tests beside this one make.
    @Test(arguments: [0o022, 0o077] as [mode_t])
    func onlyTheOwnerMayConnect(mask: mode_t) async throws {
        try await inFolder { folder in
            let before = umask(mask)
            defer { umask(before) }
            let server = TestServer.make(folder + "/x.sock")
            try await server.start()
            #expect(mode(folder + "/x.sock") == 0o600)
            await server.shutdown()
        }
    }

    @Test func missingFoldersAreMade() async throws {
        try await inFolder { folder in
            let server = TestServer.make(folder + "/run/docker/plugins//x.sock")
            try await server.start()
            #expect(mode(folder + "/run/docker/plugins") == 0o755)
            await server.shutdown()
        }
    }

    @Test func aStaleSocketIsReplaced() async throws {
        try await inFolder { folder in
            close(leaveSocket(folder + "/x.sock"))
            let server = TestServer.make(folder + "/x.sock")
            try await server.start()
            _ = try Peer(folder + "/x.sock")
            await server.shutdown()
        }
    }

    @Test func aLiveSocketIsLeftAlone() async throws {
        try await inFolder { folder in
            let path = folder + "/x.sock"
            let first = TestServer.make(path)
            try await first.start()
            let second = TestServer.make(path)
            await #expect(throws: PluginServerError.socketInUse(path)) { try await second.start() }
            _ = try Peer(path)
            await first.shutdown()
        }
    }

    /// Nobody accepts on it at the moment, but it is somebody's.
    @Test func aSocketWithAFullQueueOrOfAnotherKindIsLeftAlone() async throws {
        try await inFolder { folder in
            let path = folder + "/x.sock"
            let listening = leaveSocket(path, isListening: true)
            defer { close(listening) }
            let waiting = try Peer(path)
            await #expect(throws: PluginServerError.socketInUse(path)) { try await TestServer.make(path).start() }
            #expect(mode(path) != nil)
            withExtendedLifetime(waiting) {}

            let datagram = leaveSocket(folder + "/y.sock", kind: SOCK_DGRAM)
            defer { close(datagram) }
            let other = TestServer.make(folder + "/y.sock")
            await #expect(throws: PluginServerError.socketInUse(folder + "/y.sock")) { try await other.start() }
        }
    }

    @Test func whatIsNoSocketIsNeverRemoved() async throws {
        try await inFolder { folder in
            let file = folder + "/file"
            try Data("precious".utf8).write(to: URL(fileURLWithPath: file))
            await #expect(throws: PluginServerError.notASocket(file)) { try await TestServer.make(file).start() }
            #expect(try String(contentsOfFile: file, encoding: .utf8) == "precious")

            // Not even through a link to a stale socket.
            close(leaveSocket(folder + "/stale.sock"))
            let link = folder + "/link"
            try FileManager.default.createSymbolicLink(atPath: link, withDestinationPath: folder + "/stale.sock")
            await #expect(throws: PluginServerError.notASocket(link)) { try await TestServer.make(link).start() }
            #expect(mode(folder + "/stale.sock") != nil)

            let directory = folder + "/directory"
            try FileManager.default.createDirectory(atPath: directory, withIntermediateDirectories: false)
            await #expect(throws: PluginServerError.notASocket(directory)) {
                try await TestServer.make(directory).start()
            }
        }
    }

    @Test func anothersSocketSurvivesTheShutdown() async throws {
        try await inFolder { folder in
            let path = folder + "/x.sock"
            let first = TestServer.make(path)
            try await first.start()
            #expect(unlink(path) == 0)
            let second = TestServer.make(path)
            try await second.start()
            await first.shutdown()
            _ = try Peer(path)
            await second.shutdown()
            #expect(mode(path) == nil)
        }
    }

    @Test func serversThatStartTogetherAgreeOnOne() async throws {
        try await inFolder { folder in
            let path = folder + "/x.sock"
            close(leaveSocket(path))
            let servers = (0..<8).map { _ in TestServer.make(path) }
            let started = await withTaskGroup(of: Bool.self) { group in
                for server in servers {
                    group.addTask { (try? await server.start()) != nil }
                }
                return await group.reduce(0) { $0 + ($1 ? 1 : 0) }
            }
            #expect(started == 1)
            for server in servers { await server.shutdown() }
            #expect(mode(path) == nil)
        }
    }

    @Test func pathsThatCanBeNoSocketAreRefused() async throws {
        let long = "/tmp/" + String(repeating: "a", count: 103)
        await #expect(throws: PluginServerError.socketPathTooLong(long)) { try await TestServer.make(long).start() }
        await #expect(throws: PluginServerError.socketPathEmpty) { try await TestServer.make("").start() }
        await #expect(throws: PluginServerError.socketPathEmpty) { try await TestServer.make("/tmp/a\0b").start() }
        await #expect(throws: PluginServerError.self) { try await TestServer.make("/proc/none/x.sock").start() }
    }

    @Test func errorsNameThePath() {
        let error = PluginServerError.socketInUse("/run/x.sock")
        #expect("\(error)".hasPrefix("`/run/x.sock` is in use"))
    }
}
