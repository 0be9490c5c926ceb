import Dispatch
import Glibc
import Logging

/// A whole plugin process: listens, tells systemd, serves until it is told to stop, and goes in order.
public enum PluginService {
    /// Serves until SIGTERM or SIGINT comes. A second one ends the process at once.
    ///
    /// Where systemd hands over a listening socket (`systemd.socket(5)`), that one is served in the place of `listener`, with
    /// the same protection if it is TCP. Tells systemd when the daemon can connect, when it stops, and that its event loops
    /// turn if the unit has a watchdog.
    /// - Throws: ``PluginServerError`` when it can't listen.
    public static func run(
        _ listener: PluginListener,
        interfaces: [PluginInterface],
        limits: PluginServerLimits = PluginServerLimits(),
        logger: Logger
    ) async throws {
        let notifier = ServiceNotifier()
        let inherited = ServiceSockets.take().first
        let stop = Signals([SIGTERM, SIGINT])
        let configuration = PluginServerConfiguration(
            listener: inherited.map { listener.handedOver($0) } ?? listener,
            limits: limits
        )
        let server = PluginServer(configuration: configuration, interfaces: interfaces, logger: logger)
        try await server.start()
        notifier.ready()
        let watchdog = notifier.watchdogInterval.map { interval in
            Task {
                let pulse = ServerPulse(server)
                while !Task.isCancelled {
                    if pulse.look() { notifier.keepAlive() }
                    try await Task.sleep(for: interval / 4)
                }
            }
        }
        await stop.first()
        notifier.stopping()
        await server.shutdown()
        watchdog?.cancel()
    }
}

/// Waits for signals that would otherwise end the process.
private struct Signals: Sendable {
    private let stream: AsyncStream<Void>

    init(_ numbers: [Int32]) {
        let (stream, continuation) = AsyncStream.makeStream(of: Void.self)
        self.stream = stream
        for number in numbers {
            signal(number, SIG_IGN)
            let source = DispatchSource.makeSignalSource(signal: number, queue: .global())
            source.setEventHandler { @Sendable in
                continuation.yield()
                // From now on the signal does what it does by itself.
                signal(number, SIG_DFL)
            }
            source.resume()
            Self.keep(source)
        }
    }

    /// A source that is let go hears nothing any more; this one is for good.
    private static func keep(_ source: any DispatchSourceSignal) {
        _ = Unmanaged.passRetained(source as AnyObject)
    }

    func first() async {
        for await _ in stream { return }
    }
}
