import NIOCore
import NIOTLS

/// What has become of a connection, for the thread that waits for it.
final class SyslogConnectionWatch: Sendable {
    enum State: Sendable {
        case opening
        case open(any Channel)
        /// For good; why.
        case failed(String)
    }

    /// Whether it is open only after a TLS handshake.
    let handshakes: Bool
    private let shared = Shared(State.opening)
    private let news: WakeUp

    init(handshakes: Bool, _ news: WakeUp) {
        self.handshakes = handshakes
        self.news = news
    }

    var state: State { shared.value }

    var isOpen: Bool {
        if case .open = state { true } else { false }
    }

    /// On the event loop, like ``fail(_:)``.
    func opened(_ channel: any Channel) {
        if case .failed = state { return }
        shared.set(.open(channel))
        news.wake()
    }

    /// The first reason counts.
    func fail(_ reason: String) {
        if case .failed = state { return }
        shared.set(.failed(reason))
        news.wake()
    }
}

/// Tells a ``SyslogConnectionWatch`` about a connection. What a syslog server sends, it sends for nobody.
final class SyslogConnectionHandler: ChannelInboundHandler {
    typealias InboundIn = ByteBuffer

    private let watch: SyslogConnectionWatch

    init(_ watch: SyslogConnectionWatch) { self.watch = watch }

    func channelActive(context: ChannelHandlerContext) {
        if !watch.handshakes { watch.opened(context.channel) }
        context.fireChannelActive()
    }

    func channelRead(context: ChannelHandlerContext, data: NIOAny) {}

    func userInboundEventTriggered(context: ChannelHandlerContext, event: Any) {
        if let event = event as? TLSUserEvent, case .handshakeCompleted = event { watch.opened(context.channel) }
        context.fireUserInboundEventTriggered(event)
    }

    func channelInactive(context: ChannelHandlerContext) {
        watch.fail("the other side closed it")
        context.fireChannelInactive()
    }

    func errorCaught(context: ChannelHandlerContext, error: any Error) {
        watch.fail("\(error)")
        context.close(promise: nil)
    }
}
