extension CallReader {
    /// Reads a call as a record tells it: the request line from the wire call, target, facts and certificate from the
    /// record. Takes the memory of both and leaves that of the call before in its place.
    ///
    /// There is no body to look into, so the only findings are those of the request line.
    public mutating func read(swapping wire: inout WireCall, recorded parts: inout RecordedParts) {
        swap(&call.wire, &wire)
        call.reset()
        call.needs = CallNeeds(facts: .all)
        call.maximumDepth = options.maximumDepth
        call.resolvePath = nil
        readURI()
        findEndpoint()
        swap(&call.facts, &parts.facts)
        call.certificate = parts.certificate
        call.targetRange = parts.target.isEmpty ? .empty : call.wire.append(parts.target.span)
    }
}

extension APICall {
    /// The facts that a call of this kind can have; all where the catalogue doesn't know it.
    public var possibleFacts: FactSet { endpoint?.possibleFacts ?? .all }
}
