extension APICall {
    /// Whether something of the URI may have to be hidden. Most calls are told at once that there is nothing.
    public var uriMayHoldSecrets: Bool {
        let arena = wire.arena.span
        let raw = wire.span(wire.uri)
        guard !raw.isEmpty else { return false }
        // Without a canonical form nobody knows what is what; and an absolute one has a place for a password.
        guard !location.text.isEmpty, arena[raw.lowerBound] == UInt8(ascii: "/") else { return true }
        for at in wire.span(location.path) where arena[at] == UInt8(ascii: "?") { return true }
        for parameter in location.parameters {
            let name = arena.extracting(wire.span(parameter.name))
            if SecretParameter.mayHide(name, arena.extracting(wire.span(parameter.value))) { return true }
        }
        return false
    }

    /// Appends the canonical URI without what is secret in it; nothing where the URI has no canonical form.
    public func appendMaskedURI(_ mask: some SecretMask, to output: inout [UInt8], _ places: inout ErasedPlaces) {
        guard !location.text.isEmpty else { return }
        let arena = wire.arena.span
        appendMaskedPath(mask, to: &output, &places)
        var value: [UInt8] = []
        for (index, parameter) in location.parameters.enumerated() {
            let name = arena.extracting(wire.span(parameter.name))
            value.removeAll(keepingCapacity: true)
            let plain = arena.extracting(wire.span(parameter.value))
            if SecretParameter.append(name, plain, mask, to: &value) { places.addParameter(text(parameter.name)) }
            output.append(UInt8(ascii: index == 0 ? "?" : "&"))
            for at in 0..<name.count { PercentCoding.append(name[at], to: &output, keeping: .query) }
            output.append(UInt8(ascii: "="))
            for byte in value { PercentCoding.append(byte, to: &output, keeping: .query) }
        }
    }

    /// Appends the request target as the client wrote it without what is secret in it.
    public func appendMaskedRawURI(_ mask: some SecretMask, to output: inout [UInt8], _ places: inout ErasedPlaces) {
        guard !location.text.isEmpty else { return appendMalformedURI(mask, to: &output, &places) }
        let raw = wire.span(wire.uri)
        let question = wire.arena[raw].firstIndex(of: UInt8(ascii: "?")) ?? raw.upperBound
        var path: [UInt8] = []
        var pathPlaces = ErasedPlaces()
        appendMaskedPath(mask, to: &path, &pathPlaces)
        if pathPlaces.names.isEmpty {
            if mask.clean(wire.arena.span.extracting(raw.lowerBound..<question), to: &output) { places.add("uri") }
        } else {
            if !location.version.isEmpty {
                output.append(contentsOf: "/v".utf8)
                output.append(contentsOf: wire.arena[wire.span(location.version)])
            }
            output.append(contentsOf: path)
        }
        guard question < raw.upperBound else { return }
        output.append(UInt8(ascii: "?"))
        var isFirst = true
        for piece in wire.arena[question + 1..<raw.upperBound].split(
            separator: UInt8(ascii: "&"),
            omittingEmptySubsequences: false
        ) {
            if !isFirst { output.append(UInt8(ascii: "&")) }
            isFirst = false
            appendPiece(piece, mask, to: &output)
        }
    }

    /// One `name=value` as the client wrote it. What is hidden of it has been noted with the canonical URI.
    private func appendPiece(_ piece: ArraySlice<UInt8>, _ mask: some SecretMask, to output: inout [UInt8]) {
        let equals = piece.firstIndex(of: UInt8(ascii: "=")) ?? piece.endIndex
        let name = Self.decoded(piece[..<equals])
        let value = Self.decoded(piece[min(equals + 1, piece.endIndex)...])
        var masked: [UInt8] = []
        guard SecretParameter.append(name.span, value.span, mask, to: &masked) else {
            return output.append(contentsOf: piece)
        }
        output.append(contentsOf: piece[..<equals])
        output.append(UInt8(ascii: "="))
        for byte in masked { PercentCoding.append(byte, to: &output, keeping: .query) }
    }

    private static func decoded(_ text: ArraySlice<UInt8>) -> [UInt8] {
        let bytes = Array(text)
        var decoded: [UInt8] = []
        var at = 0
        while at < bytes.count {
            guard let (byte, length) = PercentCoding.decode(bytes, at, bytes.count) else { return bytes }
            decoded.append(byte == UInt8(ascii: "+") && length == 1 ? UInt8(ascii: " ") : byte)
            at += length
        }
        return decoded
    }

    /// The canonical path, encoded. A `?` in it is one that was encoded once too often: what follows is a query.
    private func appendMaskedPath(
        _ mask: some SecretMask,
        to output: inout [UInt8],
        _ places: inout ErasedPlaces
    ) {
        var path: [UInt8] = []
        let range = wire.span(location.path)
        let end = wire.arena[range].firstIndex(of: UInt8(ascii: "?")) ?? range.upperBound
        if mask.clean(wire.arena.span.extracting(range.lowerBound..<end), to: &path) { places.add("path") }
        if end + 1 < range.upperBound {
            path.append(UInt8(ascii: "?"))
            mask.hide(wire.arena.span.extracting(end + 1..<range.upperBound), to: &path)
            places.add("path")
        }
        for byte in path { PercentCoding.append(byte, to: &output, keeping: .path) }
    }
}
