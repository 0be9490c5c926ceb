import Glibc
import Logging
import NIOCore
import NIOHTTP1
import NIOPosix

/// A server that listens: its threads, its socket, what its event loops hold.
struct Running: Sendable {
    private let group: MultiThreadedEventLoopGroup
    private let listener: any Channel
    /// The listener owns its descriptor.
    private let socket: ListeningSocket
    private let gate: NIOLoopBound<ConnectionGate>
    private let states: [NIOLoopBound<LoopState>]
    private let logger: Logger

    static func start(
        _ configuration: PluginServerConfiguration,
        _ routes: RouteTable,
        _ meter: ConnectionMeter,
        _ logger: Logger
    ) async throws -> Running {
        let socket = try ListeningSocket.open(configuration.listener, backlog: 1024)
        let group = MultiThreadedEventLoopGroup(numberOfThreads: min(max(configuration.eventLoops, 1), 64))
        do {
            return try await listen(socket, group, configuration.limits, routes, meter, logger)
        } catch {
            socket.file?.remove()
            try? await group.shutdownGracefully()
            throw PluginServerError.listening(path: socket.name, reason: "\(error)")
        }
    }

    private static func listen(
        _ socket: ListeningSocket,
        _ group: MultiThreadedEventLoopGroup,
        _ limits: PluginServerLimits,
        _ routes: RouteTable,
        _ meter: ConnectionMeter,
        _ logger: Logger
    ) async throws -> Running {
        var states: [NIOLoopBound<LoopState>] = []
        for loop in group.makeIterator() {
            let state = loop.submit {
                NIOLoopBound(LoopState(routes: routes, limits: limits, logger: logger), eventLoop: loop)
            }
            states.append(try await state.get())
        }
        let all = states
        let front = group.next()
        let gate = try await front.submit {
            let gate = ConnectionGate(limit: limits.connections, logger: logger, meter: meter) { count, moment in
                for state in all {
                    state.eventLoop.execute { state.value.evict(count, idleBefore: moment) }
                }
            }
            return NIOLoopBound(gate, eventLoop: front)
        }.get()
        let burst = try await front.submit { gate.value.burst }.get()
        let listener = try await ServerBootstrap(group: front, childGroup: group)
            .serverChannelOption(.maxMessagesPerRead, value: UInt(burst))
            .serverChannelInitializer { channel in
                channel.eventLoop.makeCompletedFuture {
                    try channel.pipeline.syncOperations.addHandlers([AcceptBackoffHandler(), gate.value])
                }
            }
            .childChannelOption(.allowRemoteHalfClosure, value: true)
            .childChannelOption(.maxMessagesPerRead, value: 1)
            .childChannelOption(.recvAllocator, value: ConnectionPipeline.receiveAllocator)
            .childChannelOption(.writeBufferWaterMark, value: .init(low: 8 * 1024, high: 32 * 1024))
            .childChannelInitializer { channel in
                channel.eventLoop.makeCompletedFuture {
                    guard let state = all.first(where: { $0.eventLoop === channel.eventLoop }) else {
                        throw ChannelError.ioOnClosedChannel
                    }
                    try socket.protection.protect(channel)
                    try ConnectionPipeline.configure(channel, state.value)
                }
            }
            .withBoundSocket(socket.descriptor).get()
        return Running(
            group: group,
            listener: listener,
            socket: socket,
            gate: gate,
            states: states,
            logger: logger
        )
    }

    var name: String { socket.tcpAddress?.description ?? socket.name }
    var tcpAddress: TCPAddress? { socket.tcpAddress }

    func whenAlive(_ body: @escaping @Sendable () -> Void) {
        let turns = states.map { $0.eventLoop.submit {} }
        EventLoopFuture.andAllSucceed(turns, on: gate.eventLoop).whenSuccess(body)
    }

    func stop(_ limits: PluginServerLimits) async {
        socket.file?.remove()
        // Over TCP new calls could come for ever: what is in the queue by now gets its chance all the same.
        if !socket.outlivesServer { await acceptQueue() }
        try? await listener.close().get()

        let loop = gate.eventLoop
        let drained = loop.makePromise(of: Void.self)
        for state in states { state.eventLoop.execute { state.value.stop() } }
        loop.execute { [gate] in gate.value.whenDrained(drained) }
        let hardClose = loop.scheduleTask(in: IntakeLimits.amount(limits.shutdownTime)) { [states, logger] in
            logger.warning("closing connections that are still busy")
            for state in states { state.eventLoop.execute { state.value.closeAll() } }
        }
        try? await drained.futureResult.get()
        hardClose.cancel()
        await stopThreads()
    }

    /// Accepts what waits in the socket's queue: those calls are written already, and dropped they would come back without
    /// their bodies. No new connection can come to a unix socket whose file is gone; over TCP the tries are limited.
    private func acceptQueue() async {
        for _ in 0..<200 where SocketProbe.hasInput(socket.descriptor) {
            try? await Task.sleep(for: .milliseconds(5))
        }
    }

    /// A plugin's task that has not ended will still come back to its event loop: then the threads have to stay.
    private func stopThreads() async {
        var unended = 0
        for state in states {
            unended += (try? await state.eventLoop.submit { state.value.unendedTasks }.get()) ?? 0
        }
        guard unended == 0 else {
            return logger.warning("calls of the plugin have not ended", metadata: ["count": "\(unended)"])
        }
        try? await group.shutdownGracefully()
    }
}
