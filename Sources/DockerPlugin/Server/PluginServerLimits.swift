/// What a peer can make the server hold, and how long.
///
/// The memory that callers can pin is bounded by ``connections`` × (``headerBytes`` + ``smallBodyBytes`` + about 128 KiB of
/// input and output) + ``bodyBytesInFlight``.
public struct PluginServerLimits: Sendable, Equatable {
    /// Names and values of a request's header fields and trailers together, in bytes; also each one alone.
    public var headerBytes = 64 * 1024
    /// Header fields and trailers of one request.
    public var headerFields = 128
    /// One request's body, in bytes. The daemon shows at most 4 MiB of a call's body, which are 5.6 MiB in base64.
    public var bodyBytes = 8 * 1024 * 1024
    /// Memory for bodies larger than ``smallBodyBytes``, all connections of one event loop together, in bytes.
    public var bodyBytesInFlight = 64 * 1024 * 1024
    /// So many bytes of memory each connection may use for a body in any case: large calls of some can't keep out the
    /// small ones of others.
    public var smallBodyBytes = 64 * 1024
    /// Connections open at once. Beyond it the connection that was idle longest is closed for a new one; when all are
    /// busy, new ones wait in the socket's queue.
    public var connections = 1024
    /// From a request's first byte to its last.
    public var requestTime: Duration = .seconds(10)
    /// From one answer to the next request on the same connection. Long, because a daemon that writes its next call into
    /// a connection that is just being closed repeats it without its body.
    public var idleTime: Duration = .seconds(600)
    /// From a request's last byte to the plugin's answer; then the call fails, which denies it. The daemon itself would
    /// wait for ever.
    public var answerTime: Duration = .seconds(30)
    /// For the peer to take an answer.
    public var writeTime: Duration = .seconds(10)
    /// For the peer to read a refusal before the connection is closed under what it is still sending.
    public var lingerTime: Duration = .seconds(2)
    /// For calls in flight when the server is told to stop.
    public var shutdownTime: Duration = .seconds(10)

    public init() {}
}
