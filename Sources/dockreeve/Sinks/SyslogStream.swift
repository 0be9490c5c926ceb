import DockerPlugin
import DockerPluginTLS
import NIOCore
import NIOPosix
import NIOTLS

/// A connection to a syslog server over TCP, with TLS or without.
///
/// A peer that takes its time holds up the sink's thread and nobody else. What the kernel has taken and the peer has not
/// read is lost with the connection; TCP doesn't tell how much that was.
final class SyslogStream: SinkTransport {
    let place: String
    private let host: String
    private let port: Int
    private let tls: PluginTLSFiles?
    private let group = MultiThreadedEventLoopGroup(numberOfThreads: 1)
    private var connection: Connection?

    /// For the connection and for the handshake, each.
    private static let patience = TimeAmount.seconds(10)
    /// Milliseconds without any answer from the other host until it is given up (tcp(7), TCP_USER_TIMEOUT).
    private static let silence = 60_000
    private static let userTimeout = NIOBSDSocket.Option(rawValue: 18)

    var losesWhatIsOnItsWay: Bool { true }

    init(_ server: SyslogSettings.Server, host: String, port: Int, tls: PluginTLSFiles?) {
        place = server.description
        self.host = host
        self.port = port
        self.tls = tls
    }

    /// The event loop's thread goes with the process.
    deinit {
        close()
        group.shutdownGracefully { _ in }
    }

    private struct Connection {
        let channel: any Channel
        let watch: SyslogConnectionWatch
    }

    func open(_ wait: SinkWait) throws(SinkFault) {
        close()
        let protection: TLSClientProtection?
        do throws(TLSError) {
            protection = try tls.map { files throws(TLSError) in try TLSClientProtection(files) }
        } catch {
            throw .failed("\(error)")
        }
        let watch = SyslogConnectionWatch(handshakes: protection != nil, wait.arrivals)
        let host = host
        let opening = ClientBootstrap(group: group)
            .connectTimeout(Self.patience)
            .channelOption(.socketOption(.so_keepalive), value: 1)
            .channelOption(ChannelOptions.Types.SocketOption(level: .tcp, name: Self.userTimeout), value: Self.silence)
            .channelInitializer { channel in
                channel.eventLoop.makeCompletedFuture {
                    try protection?.protect(channel, host: host)
                    try channel.pipeline.syncOperations.addHandler(SyslogConnectionHandler(watch))
                }
            }
            .connect(host: host, port: port)
        opening.whenFailure { watch.fail("\($0)") }
        opening.whenSuccess { channel in
            _ = channel.eventLoop.scheduleTask(in: Self.patience) { () -> Void in
                if !watch.isOpen { channel.close(promise: nil) }
            }
        }
        while true {
            switch watch.state {
            case .opening: try wait.forNews()
            case .failed(let reason): throw .failed("can't connect to \(place): \(reason)")
            case .open(let channel):
                connection = Connection(channel: channel, watch: watch)
                return
            }
        }
    }

    func send(_ message: [UInt8], _ wait: SinkWait) throws(SinkFault) {
        guard let connection else { throw .failed("there is no connection to \(place)") }
        let written = Shared(WriteResult.waiting)
        let arrivals = wait.arrivals
        connection.channel.writeAndFlush(ByteBuffer(bytes: message)).whenComplete { result in
            switch result {
            case .success: written.set(.done)
            case .failure(let error): written.set(.failed("\(error)"))
            }
            arrivals.wake()
        }
        while true {
            switch written.value {
            case .done: return
            case .failed(let reason): throw .failed("can't send to \(place): \(reason)")
            case .waiting: try wait.forNews()
            }
        }
    }

    func idle(_ wait: SinkWait) throws(SinkFault) {
        if case .failed(let reason)? = connection?.watch.state {
            throw .failed("the connection to \(place) was closed: \(reason)")
        }
        try wait.forNews()
    }

    func close() {
        connection?.channel.close(promise: nil)
        connection = nil
    }

    private enum WriteResult {
        case waiting
        case done
        case failed(String)
    }
}
