import FuzzSupport
import Logging
import NIOCore
import NIOEmbedded
import Synchronization

@testable import DockerPlugin

/// A connection of the plugin's server without a socket, and what its plugin was asked.
final class HTTPConnection {
    private let channel = EmbeddedChannel()
    private let plugin = AskedPlugin()

    /// - Parameter isPlain: Whether requests in the daemon's form go without the parser.
    init(isPlain: Bool) {
        var limits = PluginServerLimits()
        limits.bodyBytes = 512
        let state = LoopState(
            routes: RouteTable([.authorization(plugin)]),
            limits: limits,
            logger: Logger(label: "fuzz") { _ in SwiftLogNoOpLogHandler() }
        )
        do {
            try ConnectionPipeline.configure(channel, state)
            if !isPlain {
                let operations = channel.pipeline.syncOperations
                _ = operations.removeHandler(try operations.handler(type: PlainRequestHandler.self))
            }
            channel.connect(to: try SocketAddress(unixDomainSocketPath: "/plugin.sock"), promise: nil)
        } catch {
            fail("\(error)")
        }
    }

    deinit { _ = try? channel.finish(acceptAlreadyClosed: true) }

    /// What comes back and what the plugin was asked, after these pieces and the end of the peer's input.
    func talk(_ pieces: [[UInt8]]) -> (answers: [UInt8], asked: [[UInt8]], isOpen: Bool) {
        for piece in pieces where channel.isActive { _ = try? channel.writeInbound(ByteBuffer(bytes: piece)) }
        let isOpen = channel.isActive
        if isOpen { channel.pipeline.fireUserInboundEventTriggered(ChannelEvent.inputClosed) }
        var answers: [UInt8] = []
        while let buffer = try? channel.readOutbound(as: ByteBuffer.self) { answers += buffer.readableBytesView }
        return (answers, plugin.asked, isOpen)
    }
}

/// Denies everything, and remembers what it was asked.
final class AskedPlugin: ImmediateAuthorizationPlugin {
    private let seen = Mutex<[[UInt8]]>([])

    var asked: [[UInt8]] { seen.withLock { $0 } }

    func reply(to request: AuthorizationRequest) throws -> AuthorizationReply {
        seen.withLock { $0.append(Array("\(request.method) \(request.uri)".utf8) + (request.body ?? [])) }
        return .now(.deny(request.uri))
    }

    func malformed(_ call: MalformedCall) { seen.withLock { $0.append(Array("\(call.phase) \(call)".utf8)) } }
}
