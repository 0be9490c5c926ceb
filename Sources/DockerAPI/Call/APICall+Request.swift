extension APICall {
    /// Gives out the request target as the client wrote it, byte for byte.
    public func withRawURI(_ visit: (Span<UInt8>) -> Void) {
        visit(wire.arena.span.extracting(wire.span(wire.uri)))
    }

    /// Whether the request target is another text than the canonical URI.
    public var rawURIDiffers: Bool {
        !ArenaText.equal(wire.arena, wire.span(wire.uri), wire.arena.span.extracting(wire.span(location.text)))
    }

    /// Feeds a hash with the request, see ``WireCall/hashRequest(into:)``.
    public func hashRequest(into hasher: inout Hasher) { wire.hashRequest(into: &hasher) }

    /// Those of some facts that the call has a value of.
    public func presentFacts(of wanted: FactSet) -> FactSet {
        let buffer = needs.facts.isSuperset(of: wanted) ? facts : gatherFacts(wanted)
        return buffer.present.intersection(wanted)
    }
}
