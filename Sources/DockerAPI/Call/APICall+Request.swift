extension APICall {
    /// Gives out the request target as the client wrote it, byte for byte.
    public func withRawURI(_ visit: (Span<UInt8>) -> Void) {
        visit(wire.arena.span.extracting(wire.span(wire.uri)))
    }

    /// Feeds a hash with the request as dockerd told it: user, authentication, method, target, headers, body and
    /// certificates, each with its length. dockerd repeats all of it when it asks about the response
    /// (`AuthZPlugin.AuthZRes`), so both phases of one call give the same hash.
    public func hashRequest(into hasher: inout Hasher) {
        hash(wire.user, into: &hasher)
        hash(wire.authentication, into: &hasher)
        hash(wire.method, into: &hasher)
        hash(wire.uri, into: &hasher)
        hasher.combine(wire.headers.count)
        for header in wire.headers {
            hash(header.name, into: &hasher)
            hash(header.value, into: &hasher)
        }
        hash(wire.body ?? .empty, into: &hasher)
        hasher.combine(wire.certificates.count)
        for certificate in wire.certificates { hash(certificate, into: &hasher) }
    }

    /// Those of some facts that the call has a value of.
    public func presentFacts(of wanted: FactSet) -> FactSet {
        let buffer = needs.facts.isSuperset(of: wanted) ? facts : gatherFacts(wanted)
        return buffer.present.intersection(wanted)
    }

    private func hash(_ range: ByteRange, into hasher: inout Hasher) {
        hasher.combine(range.count)
        let bytes = wire.arena.span.extracting(wire.span(range))
        if bytes.count <= 64 {
            bytes.withUnsafeBytes { hasher.combine(bytes: $0) }
        } else {
            let (first, second) = KeyedHash.hash(bytes)
            hasher.combine(first)
            hasher.combine(second)
        }
    }
}
