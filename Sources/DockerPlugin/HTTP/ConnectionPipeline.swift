import NIOCore
import NIOHTTP1

/// The handlers of one connection.
enum ConnectionPipeline {
    /// Most calls come in one read.
    static var receiveAllocator: AdaptiveRecvByteBufferAllocator {
        AdaptiveRecvByteBufferAllocator(minimum: 16 * 1024, initial: 16 * 1024, maximum: 64 * 1024)
    }

    /// On the channel's event loop.
    static func configure(_ channel: any Channel, _ state: LoopState) throws {
        var parserLimits = NIOHTTPDecoderLimitConfiguration()
        let headerBytes = min(max(state.limits.headerBytes, 1024), 16 * 1024 * 1024)
        parserLimits.maxHeaderFieldSize = headerBytes
        parserLimits.maxHeaderListSize = headerBytes
        parserLimits.maxHeaderFieldCount = max(state.limits.headerFields, 16)
        // White space before a value counts for no field but is buffered: the buffer needs a limit of its own.
        let parser = ByteToMessageHandler(
            HTTPRequestDecoder(limitConfiguration: parserLimits),
            maximumBufferSize: headerBytes + 64 * 1024
        )
        let handler = ConnectionHandler(state, now: channel.eventLoop.now)
        let plain = PlainRequestHandler(handler, state.routes)
        try channel.pipeline.syncOperations.addHandlers([plain, parser, handler])
    }
}
