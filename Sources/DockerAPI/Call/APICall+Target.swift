extension APICall {
    /// Sets the target from where the endpoint says that it stands.
    mutating func findTarget() {
        guard let match else { return }
        switch match.endpoint.target {
        case .none: break
        case .placeholder(let index):
            let range = match.range(ofPlaceholder: index)
            let base = location.path.range.lowerBound
            targetRange = ByteRange(base &+ range.lowerBound, base &+ range.upperBound)
        case .query(let names):
            for name in names {
                guard let value = firstValue(name.utf8Span.span), !value.isEmpty else { continue }
                targetRange = value
                return
            }
        case .body(let name):
            targetRange = topLevelString(name.utf8Span.span) ?? .empty
        }
    }

    /// The route that dockerd will take.
    func findMatch() -> EndpointMatch? {
        let arena = wire.arena.span
        let method = HTTPMethod(arena.extracting(wire.span(wire.method)))
        return Catalogue.match(method, path: arena.extracting(wire.span(location.path)))
    }

    /// The value of a parameter that the engine uses where it wants one: the first.
    func firstValue(_ name: Span<UInt8>) -> ByteRange? {
        for parameter in location.parameters where ArenaText.equal(wire.arena, wire.span(parameter.name), name) {
            return parameter.value
        }
        return nil
    }

    func firstValue(_ name: StaticString) -> ByteRange? {
        for parameter in location.parameters where ArenaText.equal(wire.arena, wire.span(parameter.name), name) {
            return parameter.value
        }
        return nil
    }

    private func topLevelString(_ name: Span<UInt8>) -> ByteRange? {
        guard let root = body.nodes.first, root.kind == .object else { return nil }
        let plan = SchemaPlan.shared
        var member = 1
        while member < body.nodes.count {
            let node = body.nodes[member]
            let value = body.nodes[member &+ 1]
            if node.field != 0, value.kind == .string,
                ArenaText.equal(plan.names, plan.fields[Int(node.field)].name, name)
            {
                return value.range
            }
            member = Int(value.next)
        }
        return nil
    }

    /// Whether `images/create` is an import from the body: `fromImage` is empty and `fromSrc` is `-`.
    var readsImageFromBody: Bool {
        if let image = firstValue("fromImage"), !image.isEmpty { return false }
        guard let source = firstValue("fromSrc") else { return false }
        return ArenaText.equal(wire.arena, wire.span(source), "-")
    }

    /// Reads the response body as JSON, where it is that.
    mutating func readResponse(_ reader: inout BodyReader) {
        guard let range = wire.responseBody else { return }
        reader.read(range, type: SchemaPlan.unknown, maximumDepth: maximumDepth, arena: &wire.arena, tree: &response)
    }
}
