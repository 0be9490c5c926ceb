import DockerPlugin
import Foundation
import Testing

@Suite(.serialized) struct ServerLimitTests {
    private static func residentBytes() throws -> Int {
        let text = try String(contentsOfFile: "/proc/self/statm", encoding: .utf8)
        return (Int(text.split(separator: " ")[1]) ?? 0) * 4096
    }

    @Test(arguments: [true, false])
    func aGigabyteIsRefusedInBoundedMemory(isChunked: Bool) async throws {
        let plugin = TestPlugin()
        let server = try await TestServer(plugin)
        let before = try Self.residentBytes()
        let (answer, peak) = try await blocking {
            let peer = try Peer(server.path)
            let size = 1 << 20
            let length = isChunked ? "Transfer-Encoding: chunked" : "Content-Length: \(1024 * size)"
            try peer.send("POST /AuthZPlugin.AuthZReq HTTP/1.1\r\nHost: x\r\n\(length)\r\n\r\n")
            let part = [UInt8](repeating: UInt8(ascii: " "), count: size)
            let framed = isChunked ? Array("100000\r\n".utf8) + part + Array("\r\n".utf8) : part
            var peak = 0
            // The server may close before all is sent.
            for _ in 0..<1024 where (try? peer.send(framed)) != nil { peak = max(peak, try Self.residentBytes()) }
            return (try peer.answer(), peak)
        }
        #expect(answer?.status == 413)
        #expect(plugin.requests.isEmpty)
        #expect(plugin.malformed.map(\.reason) == [.tooLarge])
        // The process is also that of the tests beside this one, which take up to 100 MB.
        #expect(peak - before < 384 << 20)
        await server.server.shutdown()
    }

    @Test func slowSendersAreClosed() async throws {
        var limits = PluginServerLimits()
        limits.requestTime = .milliseconds(200)
        limits.lingerTime = .milliseconds(50)
        let server = try await TestServer(TestPlugin(), limits)
        let answers = try await blocking {
            let peer = try Peer(server.path)
            for byte in Samples.request(Samples.create).utf8 {
                usleep(20_000)
                guard (try? peer.send([byte])) != nil else { break }
            }
            return try Answer.parse(peer.rest())
        }
        #expect(answers.map(\.status) == [408])
        await server.server.shutdown()
    }

    @Test func idleConnectionsAreClosed() async throws {
        var limits = PluginServerLimits()
        limits.idleTime = .milliseconds(100)
        let server = try await TestServer(TestPlugin(), limits)
        let rest = try await blocking { try Peer(server.path).rest() }
        #expect(rest.isEmpty)
        await server.server.shutdown()
    }

    @Test func aPeerThatReadsNothingIsClosed() async throws {
        var limits = PluginServerLimits()
        limits.writeTime = .milliseconds(200)
        let server = try await TestServer(TestPlugin { .now(.deny($0.uri)) }, limits)
        let uri = "/" + String(repeating: "a", count: 50_000)
        let text = Samples.request(#"{"RequestMethod":"GET","RequestUri":"\#(uri)"}"#)
        let wasCutOff = try await blocking {
            let peer = try Peer(server.path)
            for _ in 0..<10_000 {
                do { try peer.send(text) } catch { return true }
            }
            return false
        }
        #expect(wasCutOff)
        await server.server.shutdown()
    }

    /// Both ends are in this process: as many as its file descriptors allow.
    private static func idleCount() -> Int {
        var limit = rlimit()
        guard getrlimit(__rlimit_resource_t(RLIMIT_NOFILE.rawValue), &limit) == 0 else { return 200 }
        limit.rlim_cur = limit.rlim_max
        setrlimit(__rlimit_resource_t(RLIMIT_NOFILE.rawValue), &limit)
        return min(3000, Int(min(limit.rlim_cur, 1_000_000)) - 200)
    }

    @Test(arguments: [256, 1024])
    func idleConnectionsKeepNobodyOut(limit: Int) async throws {
        var limits = PluginServerLimits()
        limits.connections = limit
        let server = try await TestServer(TestPlugin(), limits)
        let count = Self.idleCount() - limit
        #expect(count > limit)
        let statuses = try await blocking {
            let idle = try (0..<count).map { _ in try Peer(server.path) }
            let live = try Peer(server.path)
            var statuses: [Int?] = []
            for _ in 0..<5 {
                try live.send(Samples.request())
                statuses.append(try live.answer()?.status)
            }
            return withExtendedLifetime(idle) { statuses }
        }
        #expect(statuses == Array(repeating: 200, count: 5))
        await server.server.shutdown()
    }

    @Test func halfSentCallsKeepNobodyOutForLong() async throws {
        var limits = PluginServerLimits()
        limits.connections = 20
        limits.requestTime = .milliseconds(300)
        limits.lingerTime = .milliseconds(50)
        let server = try await TestServer(TestPlugin(), limits)
        let status = try await blocking {
            let slow = try (0..<60).map { _ in
                let peer = try Peer(server.path)
                try peer.send("POST /AuthZ")
                return peer
            }
            let live = try Peer(server.path)
            try live.send(Samples.request())
            return withExtendedLifetime(slow) { try? live.answer()?.status }
        }
        #expect(status == 200)
        await server.server.shutdown()
    }
}
