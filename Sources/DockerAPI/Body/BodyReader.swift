import StrictJSON

/// Turns the bytes of a JSON body into the ``BodyTree`` of what Go's decoder would make of it.
///
/// Two passes, both iterative: ``JSONTokens`` scans the bytes strictly, then one walk over the tokens looks up the names,
/// finds those that come twice, drops what is null, moves what stands in an old place and checks the types. All buffers
/// are kept, so reading a body of a usual size allocates nothing once warm.
struct BodyReader: Sendable {
    /// A member in a legacy place, put aside until its object is at its end.
    struct SetAside: Sendable {
        let field: UInt16
        /// Index of the token of its name.
        let name: Int
        var state = State.waiting

        enum State: Sendable {
            case waiting
            /// `HostConfig` has the member, with its zero value: this one counts instead.
            case overruling
            /// The engine doesn't look at it.
            case idle
        }
    }

    let plan = SchemaPlan.shared
    var scanner = JSONTokens()
    var frames: [BodyFrame] = []
    var keys = KeySet()
    /// For each field the object in which it was seen last.
    var seen: [UInt64] = []
    /// Strings with their escapes resolved; they go to the arena's end when the walk is over.
    var decoded: [UInt8] = []
    var folded: [UInt8] = []
    var setAside: [SetAside] = []
    /// Index of the token of the top-level name `HostConfig`, nothing when there is none or when it is null.
    var hostConfig: Int?
    /// Where the body and the decoded strings lie in the arena.
    var bodyStart = 0
    var decodedStart = 0

    /// Why the body can't be taken for what it says.
    var malformed: BodyProblem?
    /// Two members that are one field.
    var ambiguous: BodyProblem?

    /// Reads one body.
    ///
    /// After a strict scan the tree holds all of it, even where a problem was found: a guard may be told to only watch.
    mutating func read(
        _ body: ByteRange,
        type: UInt16,
        maximumDepth: Int,
        arena: inout [UInt8],
        tree: inout BodyTree
    ) {
        tree.removeAll()
        malformed = nil
        ambiguous = nil
        decoded.removeAll(keepingCapacity: true)
        bodyStart = body.range.lowerBound
        decodedStart = arena.count
        if let fault = scanner.scan(arena.span.extracting(body.range), maximumDepth: maximumDepth) {
            malformed = BodyProblem(
                detail: "the body is not strict JSON: \(fault.reason.rawValue)",
                offset: fault.offset
            )
            return
        }
        walk(arena.span.extracting(body.range), scanner.tokens, type, &tree)
        arena.append(contentsOf: decoded)
    }

    private mutating func walk(_ bytes: Span<UInt8>, _ tokens: [JSONToken], _ type: UInt16, _ tree: inout BodyTree) {
        frames.removeAll(keepingCapacity: true)
        setAside.removeAll(keepingCapacity: true)
        keys.removeAll()
        if seen.isEmpty { seen = Array(repeating: 0, count: plan.fields.count) }
        hostConfig = nil
        var at = putValue(bytes, tokens, 0, type, [], &tree)
        while let frame = frames.last {
            if frame.legacy != nil {
                at = stepLegacy(bytes, tokens, at, &tree)
            } else if at < Int(frame.end) {
                at =
                    frame.isObject
                    ? takeMember(bytes, tokens, at, frame, &tree)
                    : putValue(bytes, tokens, at, plan.types[Int(frame.type)].element, [], &tree)
            } else if frame.isObject, beginLegacy(frame) {
                continue
            } else {
                close(&tree)
            }
        }
    }

    /// Ends the innermost object or array.
    func closeNode(_ frame: BodyFrame, _ tree: inout BodyTree) {
        tree.nodes[Int(frame.node)].next = UInt32(truncatingIfNeeded: tree.nodes.count)
    }

    mutating func close(_ tree: inout BodyTree) {
        guard let frame = frames.popLast() else { return }
        closeNode(frame, &tree)
    }

    /// Puts one member of an object into the tree, or leaves it out.
    ///
    /// - Returns: The index of the token to go on with.
    private mutating func takeMember(
        _ bytes: Span<UInt8>,
        _ tokens: [JSONToken],
        _ name: Int,
        _ frame: BodyFrame,
        _ tree: inout BodyTree
    ) -> Int {
        let value = name &+ 1
        let after = Int(tokens[value].next)
        let object = plan.types[Int(frame.type)]
        let field = object.kind == .object ? findField(bytes, tokens[name], frame) : 0
        if field != 0 {
            if seen[Int(field)] == frame.object { noteAmbiguous(bytes, tokens[name], field) }
            seen[Int(field)] = frame.object
            frames[frames.count &- 1].lastField = field
        } else if object.kind != .emptyObject {
            checkName(bytes, tokens, name, frame, isFolded: object.kind != .map)
        }
        if tokens[value].kind == .null, object.kind == .object { return after }
        if object.hostConfig != 0 {
            if field == object.hostConfig {
                // A second one is ambiguous; where that is only watched, rules see both.
                if hostConfig != nil { return putMember(bytes, tokens, name, field, [], &tree) }
                hostConfig = name
                return after
            }
            if field != 0, plan.fields[Int(field)].legacy != nil {
                setAside.append(SetAside(field: field, name: name))
                return after
            }
        } else if frame.takesMoved, isOverruled(bytes, tokens[value], field) {
            return after
        }
        return putMember(bytes, tokens, name, field, [], &tree)
    }

    /// Puts a member's name and its value into the tree.
    mutating func putMember(
        _ bytes: Span<UInt8>,
        _ tokens: [JSONToken],
        _ name: Int,
        _ field: UInt16,
        _ flags: BodyNode.Flags,
        _ tree: inout BodyTree
    ) -> Int {
        putText(bytes, tokens[name], field, flags, &tree)
        let info = plan.fields[Int(field)]
        if info.source != .none {
            tree.places.append(FactPlace(node: UInt32(truncatingIfNeeded: tree.nodes.count), source: info.source))
        }
        let type: UInt16
        if field == 0, let frame = frames.last {
            let object = plan.types[Int(frame.type)]
            type = object.kind == .map ? object.element : SchemaPlan.unknown
        } else {
            type = info.type
        }
        return putValue(bytes, tokens, name &+ 1, type, flags, &tree)
    }
}
