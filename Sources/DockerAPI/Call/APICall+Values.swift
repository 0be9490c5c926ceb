extension APICall {
    /// Gives out every value of an attribute, as bytes of UTF-8.
    ///
    /// Attributes that are ``CallAttribute/isSingle`` have exactly one value, possibly an empty one; all others have any
    /// number. What the reader was told to need, and all that lies in the arena, is given out without allocation.
    ///
    /// - Parameter visit: Takes a value; returns whether it wants the next one.
    public func forEachValue(of attribute: CallAttribute, _ visit: (Span<UInt8>) -> Bool) {
        switch attribute {
        case .user: give(wire.user, visit)
        case .authentication: give(wire.authentication, visit)
        case .method: give(wire.method, visit)
        case .path: give(location.path, visit)
        case .uri: give(location.text, visit)
        case .version: give(location.version, visit)
        case .target: give(targetRange, visit)
        case .action: _ = visit(action.utf8Span.span)
        case .query(let name): giveParameters(name, visit)
        case .header(let name): giveHeaders(wire.headers, name, visit)
        case .body: giveBody(visit)
        case .bodyPath(let path): BodyWalk.forEachScalar(body, wire.arena, path, visit)
        case .fact(let fact): giveFact(fact, visit)
        case .certificate(let field): giveCertificate(field, visit)
        case .status: giveStatus(visit)
        case .responseHeader(let name): giveHeaders(wire.responseHeaders, name, visit)
        case .responseBody:
            if let range = wire.responseBody { give(range, visit) }
        case .responseBodyPath(let path): giveResponse(path, visit)
        }
    }

    /// The values of an attribute as texts; for records and messages.
    public func values(of attribute: CallAttribute) -> [String] {
        var values: [String] = []
        forEachValue(of: attribute) { value in
            values.append(value.withUnsafeBufferPointer { String(decoding: $0, as: UTF8.self) })
            return true
        }
        return values
    }

    private func give(_ range: ByteRange, _ visit: (Span<UInt8>) -> Bool) {
        _ = visit(wire.arena.span.extracting(wire.span(range)))
    }

    private func giveParameters(_ name: String, _ visit: (Span<UInt8>) -> Bool) {
        for parameter in location.parameters {
            guard ArenaText.equal(wire.arena, wire.span(parameter.name), name.utf8Span.span) else { continue }
            guard visit(wire.arena.span.extracting(wire.span(parameter.value))) else { return }
        }
    }

    private func giveHeaders(_ headers: [HeaderField], _ name: String, _ visit: (Span<UInt8>) -> Bool) {
        for header in headers {
            guard ArenaText.equalIgnoringCase(wire.arena, wire.span(header.name), name.utf8Span.span) else { continue }
            guard visit(wire.arena.span.extracting(wire.span(header.value))) else { return }
        }
    }

    private func giveBody(_ visit: (Span<UInt8>) -> Bool) {
        guard !body.nodes.isEmpty else { return }
        if !bodyText.isEmpty {
            _ = visit(bodyText.span)
        } else {
            var text: [UInt8] = []
            var writer = BodyTextWriter()
            writer.write(body, wire.arena, into: &text)
            _ = visit(text.span)
        }
    }

    private func giveFact(_ fact: Fact, _ visit: (Span<UInt8>) -> Bool) {
        if needs.facts.contains(fact) {
            giveFact(fact, facts, visit)
        } else {
            giveFact(fact, gatherFacts(FactSet(fact)), visit)
        }
    }

    private func giveFact(_ fact: Fact, _ buffer: FactBuffer, _ visit: (Span<UInt8>) -> Bool) {
        guard buffer.present.contains(fact) else { return }
        for entry in buffer.entries where entry.fact == fact {
            let range = entry.range.range
            guard visit(entry.isInArena ? wire.arena.span.extracting(range) : buffer.bytes.span.extracting(range))
            else { return }
        }
    }

    func gatherFacts(_ wanted: FactSet) -> FactBuffer {
        var reader = BodyReader()
        var buffer = FactBuffer()
        FactGatherer.gather(self, wanted, &reader, into: &buffer)
        return buffer
    }

    private func giveCertificate(_ field: CertificateField, _ visit: (Span<UInt8>) -> Bool) {
        guard let certificate = certificate else { return }
        for value in certificate.bytes(of: field) {
            guard visit(value.span) else { return }
        }
    }

    private func giveStatus(_ visit: (Span<UInt8>) -> Bool) {
        guard let status = wire.status else { return }
        _ = visit(Array(String(status).utf8).span)
    }

    private func giveResponse(_ path: BodyPath, _ visit: (Span<UInt8>) -> Bool) {
        if needs.responseBody || wire.responseBody == nil {
            BodyWalk.forEachScalar(response, wire.arena, path, visit)
            return
        }
        var other = self
        var reader = BodyReader()
        other.readResponse(&reader)
        BodyWalk.forEachScalar(other.response, other.wire.arena, path, visit)
    }
}
