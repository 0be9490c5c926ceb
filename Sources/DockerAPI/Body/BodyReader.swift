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

    /// A scanner with more of them than that isn't kept for the next body; 1 MiB.
    private static let keptTokens = 1 << 16

    let plan = SchemaPlan.shared
    var scanner = JSONTokens()
    /// The innermost object or array, and those around it.
    var top = BodyFrame.outermost
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
    /// Whether a member of `HostConfig` is named at the top level, null or not: the engine then has an outer one.
    var hasOuterHostConfig = false
    /// Where the body and the decoded strings lie in the arena.
    var bodyStart = 0
    var decodedStart = 0

    /// The JSON of a parameter of the query, see ``readParameter(_:type:maximumDepth:)``.
    var parameterBytes: [UInt8] = []
    var parameterTree = BodyTree()

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
        decoded.recycle()
        bodyStart = body.range.lowerBound
        decodedStart = arena.count
        if scanner.tokens.capacity > Self.keptTokens { scanner = JSONTokens() }
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
        frames.recycle()
        setAside.recycle()
        keys.removeAll()
        if seen.isEmpty { seen = Array(repeating: 0, count: plan.fields.count) }
        hostConfig = nil
        hasOuterHostConfig = false
        top = .outermost
        tree.nodes.reserveCapacity(tokens.count)
        var at = putValue(bytes, tokens, 0, type, [], &tree)
        while !frames.isEmpty {
            if top.step != .reading {
                at = stepLegacy(bytes, tokens, at, &tree)
            } else if at < Int(top.end) {
                at =
                    top.isObject
                    ? takeMember(bytes, tokens, at, &tree)
                    : putElement(bytes, tokens, at, &tree)
            } else if !beginLegacy() {
                close(&tree)
            }
        }
    }

    /// Makes an object or array the innermost one.
    @inline(__always)
    mutating func push(_ frame: BodyFrame) {
        frames.append(top)
        top = frame
    }

    /// Ends the innermost object or array.
    @inline(__always)
    mutating func close(_ tree: inout BodyTree) {
        tree.nodes[Int(top.node)].next = UInt32(truncatingIfNeeded: tree.nodes.count)
        top = frames.popLast() ?? .outermost
    }

    /// Puts one element of a list into the tree; of long lists nearly all are plain strings.
    @inline(__always)
    private mutating func putElement(
        _ bytes: Span<UInt8>,
        _ tokens: [JSONToken],
        _ at: Int,
        _ tree: inout BodyTree
    ) -> Int {
        guard top.hasTexts, tokens[at].kind == .string, !tokens[at].hasEscape else {
            return putValue(bytes, tokens, at, top.element, [], &tree)
        }
        put(.string, tokens[at].range, [], &tree)
        return at &+ 1
    }

    /// Puts one member of an object into the tree, or leaves it out.
    ///
    /// - Returns: The index of the token to go on with.
    @inline(__always)
    private mutating func takeMember(
        _ bytes: Span<UInt8>,
        _ tokens: [JSONToken],
        _ name: Int,
        _ tree: inout BodyTree
    ) -> Int {
        let value = name &+ 1
        guard top.kind == .object else {
            if top.kind != .emptyObject { checkName(bytes, tokens, name, isFolded: top.kind != .map) }
            return putMember(bytes, tokens, name, 0, [], &tree)
        }
        let field = findField(bytes, tokens[name])
        if field != 0 {
            if seen[Int(field)] == top.object { noteAmbiguous(bytes, tokens[name], field) }
            seen[Int(field)] = top.object
            top.lastField = field
        } else {
            checkName(bytes, tokens, name, isFolded: true)
        }
        if tokens[value].kind == .null {
            if field != 0, top.hasLegacy || top.takesMoved { noteNull(bytes, tokens[value], field) }
            return Int(tokens[value].next)
        }
        if field != 0, top.hasLegacy || top.takesMoved, leaves(bytes, tokens, name, field) {
            return Int(tokens[value].next)
        }
        return putMember(bytes, tokens, name, field, [], &tree)
    }

    /// Puts a member's name and its value into the tree.
    @inline(__always)
    mutating func putMember(
        _ bytes: Span<UInt8>,
        _ tokens: [JSONToken],
        _ name: Int,
        _ field: UInt16,
        _ flags: BodyNode.Flags,
        _ tree: inout BodyTree
    ) -> Int {
        putText(bytes, tokens[name], field, flags, &tree)
        guard field != 0 else {
            return putValue(bytes, tokens, name &+ 1, top.kind == .map ? top.element : SchemaPlan.unknown, flags, &tree)
        }
        let source = plan.fields[Int(field)].source
        if source != .none {
            tree.places.append(FactPlace(node: UInt32(truncatingIfNeeded: tree.nodes.count), source: source))
        }
        return putValue(bytes, tokens, name &+ 1, plan.fields[Int(field)].type, flags, &tree)
    }
}
