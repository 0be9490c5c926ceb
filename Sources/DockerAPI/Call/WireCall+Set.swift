import StrictJSON

extension WireCall {
    /// `RequestMethod`.
    public mutating func setMethod(_ text: Span<UInt8>) { method = append(text) }

    /// `RequestUri`, the raw request target as the client wrote it.
    public mutating func setURI(_ text: Span<UInt8>) { uri = append(text) }

    /// `User`: the common name of the client certificate, empty on the local socket.
    public mutating func setUser(_ text: Span<UInt8>) { user = append(text) }

    /// `UserAuthNMethod`: `TLS` or empty.
    public mutating func setAuthentication(_ text: Span<UInt8>) { authentication = append(text) }

    /// One of `RequestHeaders`.
    public mutating func addHeader(name: Span<UInt8>, value: Span<UInt8>) {
        headers.append(HeaderField(name: append(name), value: append(value)))
    }

    /// `RequestBody`, decoded. An empty body is none, as on the wire.
    public mutating func setBody(_ raw: Span<UInt8>) { body = raw.isEmpty ? nil : append(raw) }

    /// `RequestBody` as it came.
    ///
    /// - Returns: Whether it was base64; if not, the call is marked as malformed.
    @discardableResult
    public mutating func setBody(base64: Span<UInt8>) -> Bool {
        guard let range = appendDecoded(base64) else {
            markMalformed("`RequestBody` is not base64")
            return false
        }
        body = range.isEmpty ? nil : range
        return true
    }

    /// One of `RequestPeerCertificates`, decoded to PEM text; the caller's own comes first.
    public mutating func addCertificate(pem: Span<UInt8>) { certificates.append(append(pem)) }

    /// One of `ResponseHeaders`.
    public mutating func addResponseHeader(name: Span<UInt8>, value: Span<UInt8>) {
        responseHeaders.append(HeaderField(name: append(name), value: append(value)))
    }

    /// `ResponseBody`, decoded.
    public mutating func setResponseBody(_ raw: Span<UInt8>) { responseBody = raw.isEmpty ? nil : append(raw) }

    /// `ResponseBody` as it came.
    ///
    /// - Returns: Whether it was base64; if not, the call is marked as malformed.
    @discardableResult
    public mutating func setResponseBody(base64: Span<UInt8>) -> Bool {
        guard let range = appendDecoded(base64) else {
            markMalformed("`ResponseBody` is not base64")
            return false
        }
        responseBody = range.isEmpty ? nil : range
        return true
    }

    private mutating func appendDecoded(_ base64: Span<UInt8>) -> ByteRange? {
        let start = arena.count
        guard base64.count <= Self.maximumBytes &- min(start, Self.maximumBytes) else {
            markMalformed("the call is over 1 GiB")
            return .empty
        }
        guard Base64.decode(base64, into: &arena) else { return nil }
        return ByteRange(start, arena.count)
    }
}
