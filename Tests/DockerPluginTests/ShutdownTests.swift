import DockerPlugin
import Foundation
import Synchronization
import Testing

@Suite(.serialized) struct ShutdownTests {
    @Test func whatIsInFlightIsAnsweredThenTheSocketIsGone() async throws {
        let asked = DispatchSemaphore(value: 0)
        let go = Mutex<CheckedContinuation<Void, Never>?>(nil)
        let plugin = TestPlugin { _ in
            .later {
                await withCheckedContinuation { continuation in
                    go.withLock { $0 = continuation }
                    asked.signal()
                }
                return .deny("late")
            }
        }
        var limits = PluginServerLimits()
        // A loaded machine may need long for what is asked between the stop and the end.
        limits.shutdownTime = .seconds(120)
        limits.requestTime = .seconds(120)
        limits.answerTime = .seconds(120)
        let server = try await TestServer(plugin, limits)
        let idle = try Peer(server.path)
        let busy = try Peer(server.path)
        let half = try Peer(server.path)
        let request = Samples.request()
        try half.send(String(request.dropLast(10)))
        try busy.send(request)
        try await blocking { asked.wait() }

        async let stopped: Void = server.server.shutdown()
        let end = try await blocking { try idle.rest() }
        #expect(end.isEmpty)
        #expect(!FileManager.default.fileExists(atPath: server.path))
        go.withLock { $0?.resume() }
        let late = try await blocking { try Answer.parse(busy.rest()) }
        #expect(late.map(\.body) == [#"{"Allow":false,"Msg":"late"}"#])
        #expect(late.first?.fields["connection"] == "close")

        try half.send(String(request.suffix(10)))
        try await blocking { asked.wait() }
        go.withLock { $0?.resume() }
        let completed = try await blocking { try Answer.parse(half.rest()) }
        #expect(completed.map(\.status) == [200])
        await stopped
    }

    @Test func theGracePeriodEnds() async throws {
        var limits = PluginServerLimits()
        limits.shutdownTime = .milliseconds(100)
        let plugin = TestPlugin { _ in
            .later {
                try await Task.sleep(for: .seconds(3600))
                return .allow
            }
        }
        let server = try await TestServer(plugin, limits)
        let busy = try Peer(server.path)
        try busy.send(Samples.request())
        let half = try Peer(server.path)
        try half.send("POST /")
        await server.server.shutdown()
        let rests = try await blocking { [try busy.rest(), try half.rest()] }
        #expect(rests == [[], []])
    }

    /// A connection in the socket's queue has its call written already; dropped, it would come back without its body.
    @Test func whatWaitsInTheQueueIsAnswered() async throws {
        let plugin = TestPlugin { request in
            // Meanwhile the event loop can't accept or read: the stop comes while calls wait in both places.
            usleep(request.uri == "/block" ? 300_000 : 3_000)
            return .now(.allow)
        }
        let server = try await TestServer(plugin)
        let peers = try await blocking {
            let first = try Peer(server.path)
            try first.send(Samples.request(#"{"RequestMethod":"GET","RequestUri":"/block"}"#))
            return try (0..<100).map { _ in
                let peer = try Peer(server.path)
                try peer.send(Samples.request())
                return peer
            }
        }
        await server.server.shutdown()
        let statuses = try await blocking { try peers.map { try $0.answer()?.status } }
        #expect(statuses == Array(repeating: 200, count: 100))
    }

    /// The same for a call that is written into an idle connection just then.
    @Test func whatWasWrittenButNotReadIsAnswered() async throws {
        let plugin = TestPlugin { request in
            usleep(request.uri == "/block" ? 300_000 : 3_000)
            return .now(.allow)
        }
        let server = try await TestServer(plugin)
        // More than the event loop looks at in one turn.
        let peers = try await blocking {
            let peers = try (0..<100).map { _ in try Peer(server.path) }
            for peer in peers {
                try peer.send(Samples.post("/Plugin.Activate", ""))
                _ = try peer.answer()
            }
            let blocker = try Peer(server.path)
            try blocker.send(Samples.request(#"{"RequestMethod":"GET","RequestUri":"/block"}"#))
            for peer in peers { try peer.send(Samples.request()) }
            return peers
        }
        await server.server.shutdown()
        let statuses = try await blocking { try peers.map { try $0.answer()?.status } }
        #expect(statuses == Array(repeating: 200, count: 100))
    }

    @Test func shuttingDownTwiceOrBeforeTheStartDoesNothing() async throws {
        let folder = try TestServer.makeFolder()
        defer { try? FileManager.default.removeItem(atPath: folder) }
        let server = TestServer.make(folder + "/x.sock")
        await server.shutdown()
        try await server.start()
        await server.shutdown()
        await server.shutdown()
        #expect(!FileManager.default.fileExists(atPath: folder + "/x.sock"))
    }

    @Test func aServerCanFollowOnTheSamePath() async throws {
        let folder = try TestServer.makeFolder()
        defer { try? FileManager.default.removeItem(atPath: folder) }
        for _ in 0..<3 {
            let server = TestServer.make(folder + "/x.sock")
            try await server.start()
            let status = try await blocking {
                let peer = try Peer(folder + "/x.sock")
                try peer.send(Samples.request())
                return try peer.answer()?.status
            }
            #expect(status == 200)
            await server.shutdown()
        }
    }
}
