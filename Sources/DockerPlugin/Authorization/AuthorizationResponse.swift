import NIOCore

/// The answer of a call to the Engine API, as the daemon describes it in `AuthZPlugin.AuthZRes`.
///
/// By then the call has taken effect; a denial only keeps the answer from the client.
public struct AuthorizationResponse: Sendable {
    let envelope: AuthorizationEnvelope

    init(_ envelope: AuthorizationEnvelope) {
        self.envelope = envelope
    }

    /// Reads a call from its JSON text, as it comes over the wire.
    ///
    /// - Throws: ``MalformedCall``, for the same reasons as ``AuthorizationRequest/init(json:)``.
    public init(json: [UInt8]) throws(MalformedCall) {
        var scratch = EnvelopeScratch()
        envelope = try AuthorizationEnvelope(ByteBuffer(bytes: json), phase: .response, scratch: &scratch)
    }

    /// The call that is being answered.
    public var request: AuthorizationRequest { AuthorizationRequest(envelope) }

    /// `ResponseStatusCode`; nothing when the handler wrote none, failed, or had already flushed its answer.
    public var statusCode: Int? {
        let field = envelope.statusCode
        guard field.isPresent else { return nil }
        return StatusCode.parse(envelope.bytes.readableBytesUInt8Span.extracting(field.range))
    }

    /// The answer's body, decoded (`ResponseBody`).
    public var body: [UInt8]? { envelope.decodedResponseBody }

    /// `ResponseHeaders`, in the order of the text.
    public var headers: [(name: String, value: String)] { envelope.headers(envelope.responseHeaders) }

    /// Appends the decoded body.
    ///
    /// - Returns: Whether there is one.
    public func copyBody(into output: inout [UInt8]) -> Bool {
        guard let decoded = envelope.decodedResponseBody else { return false }
        output.append(contentsOf: decoded)
        return true
    }

    /// Lends each; `scratch` is overwritten with name and value when those have to be decoded.
    public func forEachHeader(
        using scratch: inout [UInt8],
        _ visit: (_ name: Span<UInt8>, _ value: Span<UInt8>) throws -> Void
    ) rethrows {
        try envelope.forEachHeader(envelope.responseHeaders, &scratch, visit)
    }
}
