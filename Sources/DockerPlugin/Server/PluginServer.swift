import Logging
import NIOCore
import NIOHTTP1
import NIOPosix
import Synchronization

/// Serves the plugin protocol on a unix socket or over TCP: HTTP/1.1, each call a `POST` with JSON (Docker Engine, plugin API).
///
/// One server may implement several interfaces. It is started once and shut down once.
public final class PluginServer: Sendable {
    private enum Stage {
        case new
        case starting
        case running(Running)
        case stopped
    }

    private let configuration: PluginServerConfiguration
    private let routes: RouteTable
    private let logger: Logger
    private let stage = Mutex(Stage.new)
    private let meter = ConnectionMeter()

    /// - Parameters:
    ///   - configuration: Where it listens and what it puts up with.
    ///   - interfaces: What the plugin implements; their names are what it tells the daemon at the handshake.
    ///   - logger: Of what the server itself has to say; calls are not logged.
    public init(configuration: PluginServerConfiguration, interfaces: [PluginInterface], logger: Logger) {
        self.configuration = configuration
        self.logger = logger
        routes = RouteTable(interfaces)
    }

    /// Listens; returns as soon as the daemon can connect.
    ///
    /// - Throws: ``PluginServerError``: something else stands at the socket's path or answers there, or the system refuses.
    public func start() async throws {
        let isFirst = stage.withLock { stage in
            guard case .new = stage else { return false }
            stage = .starting
            return true
        }
        guard isFirst else { throw PluginServerError.alreadyStarted }
        let running = try await Running.start(configuration, routes, meter, logger)
        stage.withLock { $0 = .running(running) }
        logger.info("listening", metadata: ["socket": "\(running.name)"])
    }

    /// Where it listens while it runs, if that is TCP: with the port that the system chose.
    public var tcpAddress: TCPAddress? {
        stage.withLock { stage in
            guard case .running(let running) = stage else { return nil }
            return running.tcpAddress
        }
    }

    /// The connections of now, and all since the start. Never waits.
    public var connections: ConnectionCounts { meter.counts }

    /// Runs a closure once every event loop has got round to it, on one of them; never when the server does not run.
    ///
    /// - Parameter body: Must not wait for anything.
    func whenAlive(_ body: @escaping @Sendable () -> Void) {
        let running = stage.withLock { stage -> Running? in
            guard case .running(let running) = stage else { return nil }
            return running
        }
        running?.whenAlive(body)
    }

    /// Stops gracefully: removes the socket, takes what already waits in its queue, answers every request that has begun
    /// to arrive, closes idle connections. After ``PluginServerLimits/shutdownTime`` it closes what is left.
    ///
    /// A socket that was inherited stays, with what waits in its queue, for whoever serves it next.
    ///
    /// A request that was cut off half-way would come back without its body, so half a request is waited for as well.
    /// Does nothing when the server does not run.
    public func shutdown() async {
        let running = stage.withLock { stage -> Running? in
            guard case .running(let running) = stage else { return nil }
            stage = .stopped
            return running
        }
        guard let running else { return }
        logger.info("stopping", metadata: ["socket": "\(running.name)"])
        await running.stop(configuration.limits)
    }
}
