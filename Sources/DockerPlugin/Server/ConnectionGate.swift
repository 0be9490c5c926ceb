import Logging
import NIOCore

/// Holds the number of open connections under a limit without locking anybody out.
///
/// At the limit nothing more is accepted, new connections wait in the socket's queue, and the connections that were idle
/// longest are closed for them. Busy ones end by their own deadlines. A connection is never accepted to be dropped at
/// once: the daemon would take that for a failed call and repeat it without its body.
final class ConnectionGate: ChannelDuplexHandler {
    typealias InboundIn = Channel
    typealias InboundOut = Channel
    typealias OutboundIn = Channel

    /// What has just been accepted gets so long to send something before it counts as idle.
    private static let minimumIdleTime = TimeAmount.milliseconds(100)

    private let limit: Int
    /// Connections that one turn may accept.
    let burst: Int
    private let logger: Logger
    private let meter: ConnectionMeter
    private let makeRoom: (_ count: Int, _ idleBefore: NIODeadline) -> Void
    private var context: ChannelHandlerContext?
    private var open = 0
    private var heldRead = false
    private var drained: EventLoopPromise<Void>?

    init(
        limit: Int,
        logger: Logger,
        meter: ConnectionMeter = ConnectionMeter(),
        makeRoom: @escaping (_ count: Int, _ idleBefore: NIODeadline) -> Void
    ) {
        self.meter = meter
        self.limit = max(limit, 1)
        burst = max(1, min(16, self.limit / 16))
        self.logger = logger
        self.makeRoom = makeRoom
    }

    var openConnections: Int { open }

    func handlerAdded(context: ChannelHandlerContext) { self.context = context }

    func handlerRemoved(context: ChannelHandlerContext) { self.context = nil }

    func channelRead(context: ChannelHandlerContext, data: NIOAny) {
        open += 1
        meter.opened()
        let closed = unwrapInboundIn(data).closeFuture.hop(to: context.eventLoop)
        closed.assumeIsolated().whenComplete { [self] _ in connectionClosed() }
        context.fireChannelRead(data)
    }

    func read(context: ChannelHandlerContext) {
        guard isFull else { return context.read() }
        if !heldRead {
            logger.warning("all connections are in use", metadata: ["limit": "\(limit)"])
            heldRead = true
            lookForRoom()
        }
    }

    func errorCaught(context: ChannelHandlerContext, error: any Error) {
        logger.warning("can't accept a connection", metadata: ["error": "\(error)"])
    }

    /// Succeeds the promise once no connection is open; nothing may be accepted any more.
    func whenDrained(_ promise: EventLoopPromise<Void>) {
        drained = promise
        if open == 0 { promise.succeed() }
    }

    private var isFull: Bool { open + burst > limit }

    private func lookForRoom() {
        guard heldRead, let context else { return }
        makeRoom(burst, context.eventLoop.now - Self.minimumIdleTime)
        guard heldRead else { return }
        let isolated = context.eventLoop.assumeIsolated()
        _ = isolated.scheduleTask(in: Self.minimumIdleTime) { [weak self] in self?.lookForRoom() }
    }

    private func connectionClosed() {
        open -= 1
        meter.closed()
        if heldRead, !isFull {
            heldRead = false
            context?.read()
        }
        if open == 0 { drained?.succeed() }
    }
}
