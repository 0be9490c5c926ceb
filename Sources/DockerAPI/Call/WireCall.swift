/// What dockerd told of one API call, byte for byte and not to be trusted: the fields of the plugin protocol's
/// `AuthZPlugin.AuthZReq` and `AuthZPlugin.AuthZRes`, decoded from JSON and base64 but not looked at.
///
/// All text lies in one arena. ``reset()`` keeps the memory, so a warm call allocates nothing.
public struct WireCall: Sendable {
    /// No call may hold more than this many bytes; offsets are 32 bits wide.
    static let maximumBytes = Int(Int32.max) / 2

    var arena: [UInt8] = []
    var method = ByteRange.empty
    var uri = ByteRange.empty
    var user = ByteRange.empty
    var authentication = ByteRange.empty
    var headers: [HeaderField] = []
    var body: ByteRange?
    var certificates: [ByteRange] = []
    var responseHeaders: [HeaderField] = []
    var responseBody: ByteRange?
    /// What is wrong with the plugin call itself; it becomes a finding of the guard `malformed-call`.
    private(set) var malformation: String?

    /// Which of dockerd's two questions this is.
    public var phase = CallPhase.request
    /// The engine's HTTP status, response phase only. dockerd leaves it out where nothing wrote one.
    public var status: Int?

    /// A call of which nothing has been told yet.
    public init() {}

    /// Builds a call from texts, for tests and for the command line.
    ///
    /// - Parameters:
    ///   - body: The decoded body; nothing where dockerd showed none.
    ///   - certificates: The peer's chain as PEM, the caller's own certificate first.
    public init(
        method: String,
        uri: String,
        headers: [(String, String)] = [],
        body: [UInt8]? = nil,
        user: String = "",
        authentication: String = "",
        certificates: [String] = []
    ) {
        setMethod(Array(method.utf8).span)
        setURI(Array(uri.utf8).span)
        setUser(Array(user.utf8).span)
        setAuthentication(Array(authentication.utf8).span)
        for (name, value) in headers { addHeader(name: Array(name.utf8).span, value: Array(value.utf8).span) }
        for certificate in certificates { addCertificate(pem: Array(certificate.utf8).span) }
        if let body { setBody(body.span) }
    }

    /// Forgets the call and keeps the memory.
    public mutating func reset() {
        arena.recycle()
        method = .empty
        uri = .empty
        user = .empty
        authentication = .empty
        headers.recycle()
        body = nil
        certificates.recycle()
        responseHeaders.recycle()
        responseBody = nil
        malformation = nil
        phase = .request
        status = nil
    }

    /// Takes over another call, into the memory that is here.
    mutating func copy(from other: borrowing WireCall) {
        arena.recycle()
        arena.append(contentsOf: other.arena)
        method = other.method
        uri = other.uri
        user = other.user
        authentication = other.authentication
        headers.recycle()
        headers.append(contentsOf: other.headers)
        body = other.body
        certificates.recycle()
        certificates.append(contentsOf: other.certificates)
        responseHeaders.recycle()
        responseHeaders.append(contentsOf: other.responseHeaders)
        responseBody = other.responseBody
        malformation = other.malformation
        phase = other.phase
        status = other.status
    }

    /// Says that the plugin call could not be read; the call will be denied by the guard `malformed-call`.
    ///
    /// - Parameter detail: What is wrong, in lower case. The first one said stays.
    public mutating func markMalformed(_ detail: String) {
        if malformation == nil { malformation = detail }
    }

    @inline(__always)
    func span(_ range: ByteRange) -> Range<Int> { range.range.clamped(to: 0..<arena.count) }

    mutating func append(_ bytes: Span<UInt8>) -> ByteRange {
        let start = arena.count
        guard bytes.count <= Self.maximumBytes &- min(start, Self.maximumBytes) else {
            markMalformed("the call is over 1 GiB")
            return .empty
        }
        bytes.withUnsafeBufferPointer { arena.append(contentsOf: $0) }
        return ByteRange(start, arena.count)
    }
}
