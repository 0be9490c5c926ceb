import StrictJSON

extension BodyReader {
    /// The field of the innermost object that a name stands for; 0 for none.
    @inline(__always)
    mutating func findField(_ bytes: Span<UInt8>, _ name: JSONToken) -> UInt16 {
        guard name.hasEscape else { return plan.field(of: top.type, bytes, name.range, after: top.lastField) }
        folded.removeAll(keepingCapacity: true)
        JSONString.decode(bytes, name.range, into: &folded)
        return plan.field(of: top.type, folded.span, 0..<folded.count, after: top.lastField)
    }

    /// Looks whether a name that is no known field was in its object before.
    ///
    /// - Parameter isFolded: Whether a struct may be behind the object: then names that Go folds to one are one.
    mutating func checkName(
        _ bytes: Span<UInt8>,
        _ tokens: [JSONToken],
        _ name: Int,
        isFolded: Bool
    ) {
        let hash: UInt32
        if isFolded || tokens[name].hasEscape {
            Self.resolve(bytes, tokens[name], isFolded: isFolded, into: &folded)
            hash = keys.hash(folded.span)
        } else {
            hash = keys.hash(bytes.extracting(tokens[name].range))
        }
        var probe = keys.probe(top.object, hash: hash)
        while let other = keys.next(&probe) {
            // Rare: the same name, or a collision of 32 bits.
            var left: [UInt8] = []
            var right: [UInt8] = []
            Self.resolve(bytes, tokens[name], isFolded: isFolded, into: &left)
            Self.resolve(bytes, tokens[Int(other)], isFolded: isFolded, into: &right)
            guard left == right else { continue }
            if ambiguous == nil {
                let (here, there) = (JSONString.text(bytes, tokens[name]), JSONString.text(bytes, tokens[Int(other)]))
                let detail =
                    here == there
                    ? "\(Shown.text(here)) comes twice in one object"
                    : "\(Shown.text(there)) and \(Shown.text(here)) are one field to the engine"
                ambiguous = BodyProblem(detail: detail, offset: tokens[name].range.lowerBound)
            }
            return
        }
        keys.insert(probe, value: UInt32(truncatingIfNeeded: name))
    }

    private static func resolve(
        _ bytes: Span<UInt8>,
        _ name: JSONToken,
        isFolded: Bool,
        into output: inout [UInt8]
    ) {
        output.removeAll(keepingCapacity: true)
        guard isFolded else {
            JSONString.decode(bytes, name.range, into: &output)
            return
        }
        guard name.hasEscape else {
            FoldedName.fold(bytes.extracting(name.range), into: &output)
            return
        }
        var text: [UInt8] = []
        JSONString.decode(bytes, name.range, into: &text)
        FoldedName.fold(text.span, into: &output)
    }

    mutating func noteAmbiguous(_ bytes: Span<UInt8>, _ name: JSONToken, _ field: UInt16) {
        guard ambiguous == nil else { return }
        let here = JSONString.text(bytes, name)
        let documented = ArenaText.text(plan.names, plan.fields[Int(field)].name)
        let detail =
            here == documented
            ? "\(Shown.text(here)) comes twice in one object"
            : "\(Shown.text(here)) is \(Shown.text(documented)), which is in the same object already"
        ambiguous = BodyProblem(detail: detail, offset: name.range.lowerBound)
    }

    mutating func noteMalformed(_ token: JSONToken, _ detail: String) {
        guard malformed == nil else { return }
        malformed = BodyProblem(detail: detail, offset: token.range.lowerBound)
    }

    mutating func noteType(_ token: JSONToken, _ found: String, _ kind: PlanType.Kind) {
        guard malformed == nil else { return }
        malformed = BodyProblem(
            detail: "\(found) stands where the engine reads \(kind.text)",
            offset: token.range.lowerBound
        )
    }
}

extension PlanType.Kind {
    /// What the engine reads, for messages.
    fileprivate var text: String {
        switch self {
        case .unknown: "anything"
        case .bool: "a boolean"
        case .integer: "a whole number"
        case .float: "a number"
        case .string: "a string"
        case .base64: "a string of base64"
        case .stringOrList: "a list of strings"
        case .list: "a list"
        case .map, .object, .emptyObject: "an object"
        }
    }
}
