import StrictJSON

extension BodyReader {
    /// Puts a value into the tree; of an object or an array the opening only.
    ///
    /// - Returns: The index of the token to go on with.
    mutating func putValue(
        _ bytes: Span<UInt8>,
        _ tokens: [JSONToken],
        _ at: Int,
        _ type: UInt16,
        _ flags: BodyNode.Flags,
        _ tree: inout BodyTree
    ) -> Int {
        let token = tokens[at]
        let info = plan.types[Int(type)]
        switch token.kind {
        case .object:
            let fits = Self.isObject(info.kind)
            if !fits { noteType(token, "an object", info.kind) }
            open(token, fits ? type : SchemaPlan.unknown, flags, &tree)
            return at &+ 1
        case .array:
            let fits = Self.isList(info.kind)
            if !fits { noteType(token, "a list", info.kind) }
            open(token, fits ? type : SchemaPlan.unknown, flags, &tree)
            return at &+ 1
        case .string:
            if info.kind == .stringOrList {
                put(.array, token.range, flags, &tree, field: type, length: 2)
            } else if !Self.isText(info.kind) {
                noteType(token, "a string", info.kind)
            }
            putText(bytes, token, 0, flags, &tree)
        case .number:
            switch info.kind {
            case .integer:
                if !info.width.accepts(bytes.extracting(token.range)) {
                    noteMalformed(token, "a number here has to be a whole one that is in range, without an exponent")
                }
            case .float, .unknown: break
            default: noteType(token, "a number", info.kind)
            }
            put(.number, token.range, flags, &tree)
        case .true, .false:
            switch info.kind {
            case .bool, .unknown: break
            default: noteType(token, "a boolean", info.kind)
            }
            put(token.kind, token.range, flags, &tree)
        case .null:
            putZero(token, info.kind, flags, &tree)
        }
        return Int(token.next)
    }

    private static func isObject(_ kind: PlanType.Kind) -> Bool {
        switch kind {
        case .object, .map, .emptyObject, .unknown: true
        case .bool, .integer, .float, .string, .base64, .stringOrList, .list: false
        }
    }

    private static func isList(_ kind: PlanType.Kind) -> Bool {
        switch kind {
        case .list, .stringOrList, .base64, .unknown: true
        case .bool, .integer, .float, .string, .map, .object, .emptyObject: false
        }
    }

    private static func isText(_ kind: PlanType.Kind) -> Bool {
        switch kind {
        case .string, .base64, .unknown: true
        case .bool, .integer, .float, .stringOrList, .list, .map, .object, .emptyObject: false
        }
    }

    @inline(__always)
    private mutating func open(
        _ token: JSONToken,
        _ type: UInt16,
        _ flags: BodyNode.Flags,
        _ tree: inout BodyTree
    ) {
        let info = plan.types[Int(type)]
        let isObject = token.kind == .object
        let exact: BodyNode.Flags = isObject && info.kind == .map ? .exactNames : []
        put(token.kind, token.range, flags.union(exact), &tree, field: type)
        push(
            BodyFrame(
                end: token.next,
                node: UInt32(truncatingIfNeeded: tree.nodes.count &- 1),
                object: isObject ? keys.beginObject() : 0,
                type: type,
                element: info.element,
                kind: info.kind,
                isObject: isObject,
                hasTexts: !isObject && Self.isText(plan.types[Int(info.element)].kind),
                hasLegacy: isObject && info.hostConfig != 0
            )
        )
    }

    /// What Go makes of a `null` in a list or a map: the element is there and has its zero value.
    private mutating func putZero(
        _ token: JSONToken,
        _ kind: PlanType.Kind,
        _ flags: BodyNode.Flags,
        _ tree: inout BodyTree
    ) {
        switch kind {
        case .string, .base64:
            put(.string, token.range.lowerBound..<token.range.lowerBound, flags, &tree)
        case .object, .emptyObject:
            put(.object, token.range, flags, &tree)
        case .bool:
            put(.false, token.range, flags, &tree)
        case .integer, .float:
            decoded.append(UInt8(ascii: "0"))
            putDecoded(.number, from: decoded.count &- 1, 0, flags, &tree)
        case .list, .map, .stringOrList, .unknown:
            put(.null, token.range, flags, &tree)
        }
    }

    /// - Parameter length: How many nodes belong to the value, itself included.
    @inline(__always)
    func put(
        _ kind: JSONKind,
        _ range: Range<Int>,
        _ flags: BodyNode.Flags,
        _ tree: inout BodyTree,
        field: UInt16 = 0,
        length: Int = 1
    ) {
        tree.nodes.append(
            BodyNode(
                start: UInt32(truncatingIfNeeded: bodyStart &+ range.lowerBound),
                end: UInt32(truncatingIfNeeded: bodyStart &+ range.upperBound),
                next: UInt32(truncatingIfNeeded: tree.nodes.count &+ length),
                field: field,
                kind: kind,
                flags: flags
            )
        )
    }

    /// Puts what stands in `decoded` from an offset on.
    private func putDecoded(
        _ kind: JSONKind,
        from start: Int,
        _ field: UInt16,
        _ flags: BodyNode.Flags,
        _ tree: inout BodyTree
    ) {
        let offset = decodedStart &- bodyStart
        put(kind, offset &+ start..<offset &+ decoded.count, flags, &tree, field: field)
    }

    /// Puts a string or a member's name into the tree, its escapes resolved.
    @inline(__always)
    mutating func putText(
        _ bytes: Span<UInt8>,
        _ token: JSONToken,
        _ field: UInt16,
        _ flags: BodyNode.Flags,
        _ tree: inout BodyTree
    ) {
        if token.hasEscape {
            putEscapedText(bytes, token, field, flags, &tree)
        } else {
            put(.string, token.range, flags, &tree, field: field)
        }
    }

    private mutating func putEscapedText(
        _ bytes: Span<UInt8>,
        _ token: JSONToken,
        _ field: UInt16,
        _ flags: BodyNode.Flags,
        _ tree: inout BodyTree
    ) {
        let start = decoded.count
        JSONString.decode(bytes, token.range, into: &decoded)
        putDecoded(.string, from: start, field, flags, &tree)
    }
}
