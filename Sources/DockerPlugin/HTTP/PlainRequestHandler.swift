import NIOCore

/// Takes requests in the daemon's usual form straight to their connection.
///
/// The first bytes that are no ``PlainHead`` go on to the HTTP parser, and all that comes after them on the same
/// connection too: only the parser knows then where a request ends.
final class PlainRequestHandler: ChannelInboundHandler, RemovableChannelHandler {
    typealias InboundIn = ByteBuffer
    typealias InboundOut = ByteBuffer

    private let connection: ConnectionHandler
    private let routes: RouteTable
    /// Of the present request's body, in bytes.
    private var missing = 0
    private var isParsed = false

    init(_ connection: ConnectionHandler, _ routes: RouteTable) {
        self.connection = connection
        self.routes = routes
    }

    func channelRead(context: ChannelHandlerContext, data: NIOAny) {
        guard !isParsed else { return context.fireChannelRead(data) }
        var bytes = unwrapInboundIn(data)
        while bytes.readableBytes > 0 {
            if missing == 0 {
                guard connection.awaitsRequest, let head = PlainHead(bytes.readableBytesUInt8Span, routes) else {
                    isParsed = true
                    return context.fireChannelRead(wrapInboundOut(bytes))
                }
                bytes.moveReaderIndex(forwardBy: head.length)
                missing = head.bodyLength
                connection.begin(head)
                if missing == 0 { connection.take(body: ByteBuffer(), isLast: true) }
            } else {
                guard let part = bytes.readSlice(length: min(missing, bytes.readableBytes)) else { return }
                missing -= part.readableBytes
                connection.take(body: part, isLast: missing == 0)
            }
        }
    }
}
