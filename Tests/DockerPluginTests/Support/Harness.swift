import DockerPlugin
import Logging
import NIOCore
import NIOEmbedded

@testable import DockerPlugin

/// One connection without a socket, with a clock that moves by hand.
final class Harness {
    let loop: EmbeddedEventLoop
    let channel: EmbeddedChannel
    let state: LoopState

    init(_ plugin: some AuthorizationPlugin = TestPlugin(), _ limits: PluginServerLimits = .init()) throws {
        loop = EmbeddedEventLoop()
        let routes = RouteTable([.authorization(plugin)])
        state = LoopState(
            routes: routes,
            limits: limits,
            logger: Logger(label: "test") { _ in SwiftLogNoOpLogHandler() }
        )
        channel = EmbeddedChannel(loop: loop)
        try connect()
    }

    /// Another connection of the same server.
    init(sharing other: Harness) throws {
        loop = other.loop
        state = other.state
        channel = EmbeddedChannel(loop: loop)
        try connect()
    }

    private func connect() throws {
        try ConnectionPipeline.configure(channel, state)
        channel.connect(to: try SocketAddress(unixDomainSocketPath: "/plugin.sock"), promise: nil)
    }

    deinit { _ = try? channel.finish(acceptAlreadyClosed: true) }

    var isClosed: Bool { !channel.isActive }

    func send(_ text: String) throws { try send(Array(text.utf8)) }

    func send(_ bytes: [UInt8]) throws {
        guard !isClosed else { return }
        try channel.writeInbound(ByteBuffer(bytes: bytes))
    }

    /// The peer sends no more.
    func endInput() { channel.pipeline.fireUserInboundEventTriggered(ChannelEvent.inputClosed) }

    func output() throws -> [UInt8] {
        var bytes: [UInt8] = []
        while let buffer = try channel.readOutbound(as: ByteBuffer.self) { bytes += buffer.readableBytesView }
        return bytes
    }

    func answers(toHead: Bool = false) throws -> [Answer] { try Answer.parse(output(), toHead: toHead) }

    func advance(_ time: TimeAmount) { loop.advanceTime(by: time) }
}
