import NIOCore
import NIOHTTP1

/// What came back from a plugin.
struct ClientAnswer: Sendable {
    var status: Int
    var body: [UInt8]
}

/// One call on one connection.
final class ClientCall: ChannelInboundHandler {
    typealias InboundIn = HTTPClientResponsePart
    typealias OutboundOut = HTTPClientRequestPart

    private let method: String
    private let body: [UInt8]
    private let limits: PluginClientLimits
    private let plugin: PluginEntry
    private let promise: EventLoopPromise<ClientAnswer>
    private var answer: ClientAnswer?
    private var timeout: Scheduled<Void>?
    private var isOver = false

    init(
        _ method: String,
        _ body: [UInt8],
        _ limits: PluginClientLimits,
        _ plugin: PluginEntry,
        _ promise: EventLoopPromise<ClientAnswer>
    ) {
        self.method = method
        self.body = body
        self.limits = limits
        self.plugin = plugin
        self.promise = promise
    }

    private var place: String { plugin.address.description }

    func channelActive(context: ChannelHandlerContext) {
        let isolated = context.eventLoop.assumeIsolated()
        timeout = isolated.scheduleTask(in: IntakeLimits.amount(limits.answerTime)) { [self] in
            end(.failure(.tooSlow(place)))
            context.close(promise: nil)
        }
        var head = HTTPRequestHead(version: .http1_1, method: .POST, uri: "/\(method)")
        head.headers.add(name: "Host", value: "plugin")
        head.headers.add(name: "Accept", value: "application/vnd.docker.plugins.v1.2+json")
        head.headers.add(name: "Content-Length", value: String(body.count))
        head.headers.add(name: "Connection", value: "close")
        context.write(wrapOutboundOut(.head(head)), promise: nil)
        if !body.isEmpty {
            context.write(wrapOutboundOut(.body(.byteBuffer(ByteBuffer(bytes: body)))), promise: nil)
        }
        context.writeAndFlush(wrapOutboundOut(.end(nil)), promise: nil)
        context.fireChannelActive()
    }

    func channelRead(context: ChannelHandlerContext, data: NIOAny) {
        guard !isOver else { return }
        switch unwrapInboundIn(data) {
        case .head(let head):
            // 1xx answers come before the real one.
            guard head.status.code >= 200 else { return }
            answer = ClientAnswer(status: Int(head.status.code), body: [])
        case .body(let part):
            guard let held = answer?.body.count else { return }
            guard part.readableBytes <= limits.answerBytes - held else {
                let reason = "it is over \(limits.answerBytes) bytes"
                end(.failure(.badAnswer(method: method, reason: reason)))
                return context.close(promise: nil)
            }
            answer?.body += part.readableBytesView
        case .end:
            guard let answer else { return }
            end(.success(answer))
            context.close(promise: nil)
        }
    }

    func errorCaught(context: ChannelHandlerContext, error: any Error) {
        if case HTTPParserError.invalidEOFState = error {
            end(.failure(.brokenOff(place)))
        } else if error is HTTPParserError {
            end(.failure(.badAnswer(method: method, reason: "it is not HTTP")))
        } else {
            end(.failure(.unreachable(place, reason: "\(error)")))
        }
        context.close(promise: nil)
    }

    func channelInactive(context: ChannelHandlerContext) {
        end(.failure(.brokenOff(place)))
        context.fireChannelInactive()
    }

    func handlerRemoved(context: ChannelHandlerContext) {
        end(.failure(.brokenOff(place)))
    }

    private func end(_ result: Result<ClientAnswer, PluginClientError>) {
        guard !isOver else { return }
        isOver = true
        timeout?.cancel()
        timeout = nil
        promise.completeWith(result.mapError { $0 })
    }
}
