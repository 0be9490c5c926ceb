extension APICall {
    /// Appends a request target that has no canonical form, without what could be secret in it: nobody knows where its
    /// parameters begin and end, so no value is left, and no path that could be more than one.
    func appendMalformedURI(_ mask: some SecretMask, to output: inout [UInt8], _ places: inout ErasedPlaces) {
        let raw = wire.arena[wire.span(wire.uri)]
        let end = raw.firstIndex { Self.endsPath($0) } ?? raw.endIndex
        let path = raw[..<end]
        if path.contains(where: { "@=%".utf8.contains($0) }) {
            mask.hide(path.span, to: &output)
            places.add("uri")
        } else if mask.clean(path.span, to: &output) {
            places.add("uri")
        }
        var at = end
        while at < raw.endIndex {
            output.append(raw[at])
            let next = raw[(at + 1)...].firstIndex { Self.endsPath($0) || $0 == UInt8(ascii: "&") } ?? raw.endIndex
            appendMalformedPiece(raw[(at + 1)..<next], mask, to: &output, &places)
            at = next
        }
    }

    private static func endsPath(_ byte: UInt8) -> Bool { "?#;".utf8.contains(byte) }

    private func appendMalformedPiece(
        _ piece: ArraySlice<UInt8>,
        _ mask: some SecretMask,
        to output: inout [UInt8],
        _ places: inout ErasedPlaces
    ) {
        guard !piece.isEmpty else { return }
        var value = piece
        if let equals = piece.firstIndex(of: UInt8(ascii: "=")), Self.isPlainName(piece[..<equals]) {
            output.append(contentsOf: piece[...equals])
            value = piece[(equals + 1)...]
        }
        guard !value.isEmpty else { return }
        mask.hide(value.span, to: &output)
        places.add("uri")
    }

    private static func isPlainName(_ name: ArraySlice<UInt8>) -> Bool {
        !name.isEmpty && name.count <= 32
            && name.allSatisfy { ($0 | 0x20) &- UInt8(ascii: "a") < 26 || "_-".utf8.contains($0) }
    }

    /// Whether something of the target may have to be hidden.
    public var targetMayHoldSecrets: Bool {
        SecretParameter.isSuspicious(wire.arena.span.extracting(wire.span(targetRange)))
    }

    /// Appends the object that the call is about, without what is secret in it.
    public func appendMaskedTarget(_ mask: some SecretMask, to output: inout [UInt8], _ places: inout ErasedPlaces) {
        let range = wire.span(targetRange)
        let target = wire.arena.span.extracting(range)
        if isTargetHidden(mask) {
            mask.hide(target, to: &output)
            places.add("target")
            return
        }
        var end = range.upperBound
        if case .placeholder? = endpoint?.target {
            end = wire.arena[range].firstIndex(of: UInt8(ascii: "?")) ?? end
        }
        if mask.clean(wire.arena.span.extracting(range.lowerBound..<end), to: &output) { places.add("target") }
        if end + 1 < range.upperBound {
            output.append(UInt8(ascii: "?"))
            mask.hide(wire.arena.span.extracting(end + 1..<range.upperBound), to: &output)
            places.add("target")
        }
    }

    /// Whether the target is what an administrator wants hidden elsewhere.
    private func isTargetHidden(_ mask: some SecretMask) -> Bool {
        let arena = wire.arena.span
        for parameter in location.parameters where parameter.value == targetRange {
            if mask.hidesParameter(arena.extracting(wire.span(parameter.name))) { return true }
        }
        var isHidden = false
        for path in mask.bodyPaths {
            BodyWalk.forEachNode(body, wire.arena, path) { node in
                isHidden = isHidden || (!targetRange.isEmpty && body.nodes[node].range == targetRange)
                return !isHidden
            }
        }
        return isHidden
    }
}

extension ErasedPlaces {
    /// Adds a parameter of the query.
    mutating func addParameter(_ name: String) {
        if names.count(where: { $0.hasPrefix("query.") }) < Self.limit, name.utf8.count <= 256 {
            add("query.\(name)")
        } else {
            add("uri")
        }
    }
}
