/// Parameters of a query whose values hold secrets by nature, in any call: a client may put them where they don't belong.
enum SecretParameter {
    /// JSON: a map of build arguments, of labels, or the exporters of a build.
    case json(QueryJSON, Secrecy)
    /// All of it: instructions of a Dockerfile, for instance.
    case whole
    /// JSON that says what is looked for; labels are among it.
    case filter

    /// - Returns: Nothing for all others, whose names may still say that they are secret.
    static func named(_ name: Span<UInt8>) -> SecretParameter? {
        // Most names are told by their length.
        guard name.count == 6 || name.count == 7 || name.count == 9 else { return nil }
        for (known, parameter) in all where ArenaText.equalIgnoringCase(name, known) { return parameter }
        return nil
    }

    private static let all: [(StaticString, SecretParameter)] =
        QueryJSON.build.compactMap { parameter in
            switch parameter.source {
            case .buildArguments: (parameter.name, .json(parameter, .values))
            case .labels: (parameter.name, .json(parameter, .named))
            case .buildOutputs: (parameter.name, .json(parameter, .open))
            default: nil
            }
        } + [("changes", .whole), ("filters", .filter)]

    /// Whether something of a parameter may have to be hidden. Looks at as little as possible.
    static func mayHide(_ name: Span<UInt8>, _ value: Span<UInt8>) -> Bool {
        guard !value.isEmpty else { return false }
        switch named(name) {
        case .whole?, .json(_, .values)?: return true
        case .filter?, .json?: return SecretName.contains(value) || isSuspicious(value)
        case nil: return isSuspicious(value) || (SecretName.isOne(name) && !isSwitch(value))
        }
    }

    /// Whether a text may be a URL with more in it than a place.
    static func isSuspicious(_ text: Span<UInt8>) -> Bool {
        for at in 0..<text.count {
            let byte = text[at]
            if byte == UInt8(ascii: "@") || byte == UInt8(ascii: "?") || byte == UInt8(ascii: "%") { return true }
        }
        return false
    }

    /// `rotateWorkerToken=true` is no secret.
    static func isSwitch(_ value: Span<UInt8>) -> Bool {
        ["true", "false", "1", "0", "True", "False"].contains { ArenaText.equalIgnoringCase(value, $0) }
    }

    /// Appends the value of a parameter as a record may have it.
    ///
    /// - Returns: Whether something of it was hidden.
    static func append(
        _ name: Span<UInt8>,
        _ value: Span<UInt8>,
        _ mask: some SecretMask,
        to output: inout [UInt8]
    ) -> Bool {
        guard !value.isEmpty else { return false }
        guard !mask.hidesParameter(name) else {
            mask.hide(value, to: &output)
            return true
        }
        switch named(name) {
        case .json(let parameter, let secrecy)?: return appendJSON(parameter, secrecy, value, mask, to: &output)
        case .whole?: break
        case .filter?:
            guard SecretName.contains(value) else { return mask.clean(value, to: &output) }
        case nil:
            guard SecretName.isOne(name), !isSwitch(value) else { return mask.clean(value, to: &output) }
        }
        mask.hide(value, to: &output)
        return true
    }

    private static func appendJSON(
        _ parameter: QueryJSON,
        _ secrecy: Secrecy,
        _ value: Span<UInt8>,
        _ mask: some SecretMask,
        to output: inout [UInt8]
    ) -> Bool {
        var reader = BodyReader()
        var bytes: [UInt8] = []
        value.withUnsafeBufferPointer { bytes.append(contentsOf: $0) }
        let type = reader.plan.type(of: parameter)
        reader.readParameter(bytes[...], type: type, maximumDepth: 128)
        var places = ErasedPlaces()
        var writer = MaskedBodyWriter(mask: mask, isAnswer: false, place: "query")
        let isWritten = writer.write(
            reader.parameterTree,
            reader.parameterBytes,
            secrecy,
            type,
            limit: 1 << 20,
            into: &output,
            &places
        )
        // What isn't JSON may be anything.
        if !isWritten { mask.hide(value, to: &output) }
        return !isWritten || !places.names.isEmpty
    }
}
