import DockerPlugin
import Foundation
import Synchronization
import Testing

@Suite(.serialized) struct ServerTests {
    @Test func answersOverARealSocket() async throws {
        let plugin = TestPlugin { .now($0.uri == "/_ping" ? .allow : .deny("no")) }
        let server = try await TestServer(plugin)
        let answers = try await blocking {
            let peer = try Peer(server.path)
            try peer.send(Samples.post("/Plugin.Activate", "") + Samples.request())
            try peer.send(Samples.request(Samples.create))
            return [try peer.answer(), try peer.answer(), try peer.answer()].map { $0?.body }
        }
        #expect(answers == [#"{"Implements":["authz"]}"#, #"{"Allow":true}"#, #"{"Allow":false,"Msg":"no"}"#])
        await server.server.shutdown()
    }

    /// A plugin that only knows the asynchronous requirements.
    private struct Slow: AuthorizationPlugin {
        func authorize(request: AuthorizationRequest) async throws -> AuthorizationAnswer {
            switch request.uri {
            case "/throw": throw TestPlugin.Trouble()
            case "/malformed": throw MalformedCall(phase: .request, reason: .wrongType, message: "odd")
            case "/never":
                try await Task.sleep(for: .seconds(3600))
                return .allow
            default:
                try await Task.sleep(for: .milliseconds(20))
                return .deny(request.uri)
            }
        }
    }

    private func call(_ uri: String) -> String {
        Samples.request(#"{"RequestMethod":"GET","RequestUri":"\#(uri)"}"#)
    }

    @Test func answersOfTasksKeepTheOrderOfTheRequests() async throws {
        let server = try await TestServer(Slow())
        let texts = (0..<20).map { call("/\($0)") } + [call("/throw"), call("/malformed"), call("/last")]
        let answers = try await blocking {
            let peer = try Peer(server.path)
            try peer.send(texts.joined())
            return try texts.indices.map { _ in try peer.answer() }
        }
        #expect(answers.prefix(20).map { $0?.body } == (0..<20).map { #"{"Allow":false,"Msg":"/\#($0)"}"# })
        #expect(answers.suffix(3).map { $0?.status } == [500, 400, 200])
        await server.server.shutdown()
    }

    @Test func manyConnectionsAreServedAtOnce() async throws {
        let server = try await TestServer(Slow())
        try await withThrowingTaskGroup(of: Bool.self) { group in
            for number in 0..<50 {
                let text = call("/\(number)")
                group.addTask {
                    let answer = try await blocking { () -> Answer? in
                        let peer = try Peer(server.path)
                        try peer.send(text)
                        return try peer.answer()
                    }
                    return answer?.body == #"{"Allow":false,"Msg":"/\#(number)"}"#
                }
            }
            for try await isRight in group { #expect(isRight) }
        }
        await server.server.shutdown()
    }

    @Test func aPluginThatNeverAnswersFailsTheCallOnly() async throws {
        var limits = PluginServerLimits()
        // The next call has to be answered within it, on a loaded machine too.
        limits.answerTime = .seconds(5)
        let server = try await TestServer(Slow(), limits)
        let texts = call("/never") + call("/next")
        let answers = try await blocking {
            let peer = try Peer(server.path)
            try peer.send(texts)
            return [try peer.answer(), try peer.answer()]
        }
        #expect(answers.map { $0?.status } == [500, 200])
        #expect(answers.first??.body == #"{"Err":"the plugin did not answer in time"}"#)
        await server.server.shutdown()
    }

    /// Tasks that nobody can stop don't pile up.
    @Test func tasksThatDoNotEndAreBounded() async throws {
        let gate = Mutex<[CheckedContinuation<Void, Never>]>([])
        let plugin = TestPlugin { _ in
            .later {
                await withCheckedContinuation { continuation in gate.withLock { $0.append(continuation) } }
                return .allow
            }
        }
        var limits = PluginServerLimits()
        limits.answerTime = .milliseconds(20)
        limits.connections = 4
        let server = try await TestServer(plugin, limits)
        let statuses = try await blocking {
            let peer = try Peer(server.path)
            return try (0..<6).map { _ in
                try peer.send(Samples.request())
                return try peer.answer()?.status
            }
        }
        #expect(statuses == [500, 500, 500, 500, 503, 503])
        #expect(plugin.malformed.map(\.reason) == [.overloaded, .overloaded])
        gate.withLock { $0.forEach { $0.resume() } }
        let later = try await blocking {
            let peer = try Peer(server.path)
            // What is left of the tasks comes back to the loop before long.
            for _ in 0..<500 {
                try peer.send(Samples.request())
                if try peer.answer()?.status == 500 { return true }
                usleep(10_000)
            }
            return false
        }
        #expect(later)
        gate.withLock { $0.forEach { _ in } }
        await server.server.shutdown()
        gate.withLock { $0.dropFirst(4).forEach { $0.resume() } }
    }

    @Test(arguments: [0, 1, 3]) func whoSendsNoMoreGetsWhatIsDueAndNothingElse(calls: Int) async throws {
        let plugin = TestPlugin()
        let server = try await TestServer(plugin)
        let text = try await blocking {
            let peer = try Peer(server.path)
            for _ in 0..<calls {
                try peer.send(Samples.request())
                guard try peer.answer()?.status == 200 else { return "no answer" }
            }
            peer.endOutput()
            return String(decoding: try peer.rest(), as: UTF8.self)
        }
        #expect(text == "")
        #expect(plugin.malformed.isEmpty)
        await server.server.shutdown()
    }

    @Test func halfAHeadIsStillRefusedWhenTheInputEnds() async throws {
        let server = try await TestServer()
        let text = try await blocking {
            let peer = try Peer(server.path)
            try peer.send(Samples.request())
            guard try peer.answer()?.status == 200 else { return "no answer" }
            try peer.send("POST /Auth")
            usleep(20_000)
            peer.endOutput()
            return String(decoding: try peer.rest(), as: UTF8.self)
        }
        #expect(text.hasPrefix("HTTP/1.1 400 "), "\(text)")
        await server.server.shutdown()
    }

    @Test func startsOnce() async throws {
        let server = try await TestServer()
        await #expect(throws: PluginServerError.alreadyStarted) { try await server.server.start() }
        await server.server.shutdown()
        await #expect(throws: PluginServerError.alreadyStarted) { try await server.server.start() }
    }

    @Test func severalEventLoops() async throws {
        let folder = try TestServer.makeFolder()
        defer { try? FileManager.default.removeItem(atPath: folder) }
        var configuration = PluginServerConfiguration(socketPath: folder + "/x.sock")
        configuration.eventLoops = 3
        let server = PluginServer(
            configuration: configuration,
            interfaces: [.authorization(TestPlugin())],
            logger: .init(label: "test")
        )
        try await server.start()
        let statuses = try await blocking {
            let peers = try (0..<9).map { _ in try Peer(folder + "/x.sock") }
            for peer in peers { try peer.send(Samples.request()) }
            return try peers.map { try $0.answer()?.status }
        }
        #expect(statuses == Array(repeating: 200, count: 9))
        await server.shutdown()
    }
}
