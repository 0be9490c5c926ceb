extension WireCall {
    /// Feeds a hash with the request as dockerd told it: user, authentication, method, target, headers, body and
    /// certificates, each with its length. dockerd repeats all of it when it asks about the response
    /// (`AuthZPlugin.AuthZRes`), so both phases of one call give the same hash.
    public func hashRequest(into hasher: inout Hasher) {
        hash(user, into: &hasher)
        hash(authentication, into: &hasher)
        hash(method, into: &hasher)
        hash(uri, into: &hasher)
        hasher.combine(headers.count)
        for header in headers {
            hash(header.name, into: &hasher)
            hash(header.value, into: &hasher)
        }
        hash(body ?? .empty, into: &hasher)
        hasher.combine(certificates.count)
        for certificate in certificates { hash(certificate, into: &hasher) }
    }

    private func hash(_ range: ByteRange, into hasher: inout Hasher) {
        hasher.combine(range.count)
        let bytes = arena.span.extracting(span(range))
        if bytes.count <= 64 {
            bytes.withUnsafeBytes { hasher.combine(bytes: $0) }
        } else {
            let (first, second) = KeyedHash.hash(bytes)
            hasher.combine(first)
            hasher.combine(second)
        }
    }
}
