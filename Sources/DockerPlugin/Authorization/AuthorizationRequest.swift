import NIOCore

/// A call to the Engine API, as the daemon describes it in `AuthZPlugin.AuthZReq`.
///
/// The daemon's text is checked once, whole, and its body decoded by that; the other fields are decoded when they are asked
/// for. The properties are for comfort; the `with…`, `copy…` and `forEach…` methods allocate nothing where the text has no
/// escapes.
public struct AuthorizationRequest: Sendable {
    let envelope: AuthorizationEnvelope

    init(_ envelope: AuthorizationEnvelope) {
        self.envelope = envelope
    }

    /// Reads a call from its JSON text, as it comes over the wire.
    ///
    /// - Throws: ``MalformedCall`` when the text is not a JSON object, names a field twice, has a field of another type
    ///   than the daemon writes, or lacks the method or the URI. Unknown fields are ignored.
    public init(json: [UInt8]) throws(MalformedCall) {
        var scratch = EnvelopeScratch()
        envelope = try AuthorizationEnvelope(ByteBuffer(bytes: json), phase: .request, scratch: &scratch)
    }

    /// Common name of the client's certificate (`User`); empty on a unix socket.
    public var user: String { envelope.text(envelope.user) }
    /// `TLS`, or empty (`UserAuthNMethod`).
    public var userAuthenticationMethod: String { envelope.text(envelope.authentication) }
    /// HTTP method (`RequestMethod`); never empty.
    public var method: String { envelope.text(envelope.method) }
    /// The request target as the client sent it, neither decoded nor cleaned (`RequestUri`); never empty.
    public var uri: String { envelope.text(envelope.uri) }
    /// The body, decoded (`RequestBody`). Nothing when the daemon shows none, which does not mean that there is none.
    public var body: [UInt8]? { envelope.decodedRequestBody }
    /// `RequestHeaders`, in the order of the text. The daemon leaves out credentials and all but one of several values.
    public var headers: [(name: String, value: String)] { envelope.headers(envelope.requestHeaders) }
    /// The client's certificate chain as PEM texts (`RequestPeerCertificates`).
    public var peerCertificates: [String] {
        var list: [String] = []
        var scratch: [UInt8] = []
        forEachPeerCertificate(using: &scratch) { pem in
            list.append(pem.withUnsafeBufferPointer { String(decoding: $0, as: UTF8.self) })
        }
        return list
    }

    public var hasBody: Bool { envelope.requestBody.isPresent }

    /// Lends the value; `scratch` is overwritten with it when it has to be decoded.
    public func withUser<R>(using scratch: inout [UInt8], _ body: (Span<UInt8>) throws -> R) rethrows -> R {
        try envelope.with(envelope.user, &scratch, body)
    }

    /// Lends the value; `scratch` is overwritten with it when it has to be decoded.
    public func withUserAuthenticationMethod<R>(
        using scratch: inout [UInt8],
        _ body: (Span<UInt8>) throws -> R
    ) rethrows -> R {
        try envelope.with(envelope.authentication, &scratch, body)
    }

    /// Lends the value; `scratch` is overwritten with it when it has to be decoded.
    public func withMethod<R>(using scratch: inout [UInt8], _ body: (Span<UInt8>) throws -> R) rethrows -> R {
        try envelope.with(envelope.method, &scratch, body)
    }

    /// Lends the value; `scratch` is overwritten with it when it has to be decoded.
    public func withURI<R>(using scratch: inout [UInt8], _ body: (Span<UInt8>) throws -> R) rethrows -> R {
        try envelope.with(envelope.uri, &scratch, body)
    }

    /// Lends the decoded body; nothing when there is none.
    public func withBody<R>(_ body: (Span<UInt8>) throws -> R) rethrows -> R? {
        guard let decoded = envelope.decodedRequestBody else { return nil }
        return try body(decoded.span)
    }

    /// Appends the decoded body.
    ///
    /// - Returns: Whether there is one.
    public func copyBody(into output: inout [UInt8]) -> Bool {
        guard let decoded = envelope.decodedRequestBody else { return false }
        output.append(contentsOf: decoded)
        return true
    }

    /// Lends each; `scratch` is overwritten with name and value when those have to be decoded.
    public func forEachHeader(
        using scratch: inout [UInt8],
        _ visit: (_ name: Span<UInt8>, _ value: Span<UInt8>) throws -> Void
    ) rethrows {
        try envelope.forEachHeader(envelope.requestHeaders, &scratch, visit)
    }

    /// Lends each; `scratch` is overwritten with one PEM text after the other.
    public func forEachPeerCertificate(
        using scratch: inout [UInt8],
        _ visit: (_ pem: Span<UInt8>) throws -> Void
    ) rethrows {
        try envelope.forEachCertificate(&scratch, visit)
    }
}
