import StrictJSON

/// Writes a body as ``BodyTextWriter`` does, without what is secret in it.
///
/// Iterative. Made for one body: what it takes in memory is of no account beside what hiding costs.
struct MaskedBodyWriter<Mask: SecretMask> {
    struct Frame {
        /// Object: the next entry of `order`. Array: the next node.
        var at: Int
        let end: Int
        let first: Int
        let isObject: Bool
        /// Of the elements or members that no field says more about.
        let secrecy: Secrecy
        /// The type of the elements or members that no field says more about.
        let element: UInt16
        /// Length of the path to the object or array.
        let path: Int
    }

    let mask: Mask
    /// Whether names alone say what is secret: in an answer, which has no schema.
    let isAnswer: Bool
    /// What the place of the body is called: `body`, `response.body`, `query.labels`.
    let place: String

    private let plan = SchemaPlan.shared
    private var frames: [Frame] = []
    private var order: [UInt32] = []
    private var path: [UInt8] = []
    /// Nodes that an administrator's paths lead to.
    private var hidden: Set<Int> = []
    /// A text without what is secret in it, before it is escaped.
    private var text: [UInt8] = []
    private var erased = ErasedPlaces()
    private var plain = BodyTextWriter()

    init(mask: Mask, isAnswer: Bool, place: String) {
        self.mask = mask
        self.isAnswer = isAnswer
        self.place = place
    }

    /// Appends the text of a body.
    ///
    /// - Parameters:
    ///   - limit: The longest text, in bytes.
    ///   - places: Takes the places of what was hidden.
    /// - Returns: Whether it was written; nothing is appended where it would be longer than the limit.
    mutating func write(
        _ tree: BodyTree,
        _ arena: [UInt8],
        _ secrecy: Secrecy,
        _ type: UInt16,
        limit: Int,
        into output: inout [UInt8],
        _ places: inout ErasedPlaces
    ) -> Bool {
        guard !tree.nodes.isEmpty else { return false }
        for path in isAnswer ? mask.answerPaths : mask.bodyPaths {
            BodyWalk.forEachNode(tree, arena, path) { node in
                hidden.insert(node)
                return true
            }
        }
        let start = output.count
        swap(&erased, &places)
        defer { swap(&erased, &places) }
        path = Array(place.utf8)
        writeValue(tree.nodes, 0, secrecy, type, arena, &output)
        while var frame = frames.popLast() {
            guard output.count - start <= limit else {
                output.removeSubrange(start...)
                return false
            }
            path.removeSubrange(frame.path...)
            guard frame.at < frame.end else {
                output.append(UInt8(ascii: frame.isObject ? "}" : "]"))
                if frame.isObject { order.removeSubrange(frame.first...) }
                continue
            }
            if frame.at > frame.first { output.append(UInt8(ascii: ",")) }
            guard frame.isObject else {
                let value = frame.at
                frame.at = Int(tree.nodes[value].next)
                frames.append(frame)
                writeValue(tree.nodes, value, frame.secrecy, frame.element, arena, &output)
                continue
            }
            let name = Int(order[frame.at])
            frame.at += 1
            frames.append(frame)
            writeMember(tree.nodes, name, frame, arena, &output)
        }
        guard output.count - start > limit else { return true }
        output.removeSubrange(start...)
        return false
    }

    private mutating func writeMember(
        _ nodes: [BodyNode],
        _ name: Int,
        _ frame: Frame,
        _ arena: [UInt8],
        _ output: inout [UInt8]
    ) {
        BodyTextWriter.writeName(nodes[name], arena, plan, &output)
        let member = secrecy(nodes[name], nodes[name + 1], frame, arena)
        // The names in such a map don't matter.
        if frame.secrecy != .values { appendStep(nodes[name], arena) }
        writeValue(nodes, name + 1, member.secrecy, member.type, arena, &output)
    }

    /// What may be written of a member, and its type.
    private func secrecy(
        _ name: BodyNode,
        _ value: BodyNode,
        _ frame: Frame,
        _ arena: [UInt8]
    ) -> (secrecy: Secrecy, type: UInt16) {
        if name.field != 0 {
            let field = plan.fields[Int(name.field)]
            return (field.secrecy, field.type)
        }
        let text = arena.span.extracting(name.range.range)
        switch frame.secrecy {
        case .values: return (.whole, frame.element)
        case .named: return (SecretName.isOne(text) ? .whole : .open, frame.element)
        case .driver:
            let isMap = ["Config", "Options", "DriverOpts"].contains { ArenaText.equalIgnoringCase(text, $0) }
            return (isMap ? .values : .open, frame.element)
        case .open where isAnswer:
            if let known = Secrecy.ofAnswer(text) {
                // What is a text of one object is something else in another: `Driver`, `Data`, `Options`.
                return (known.fits(value.kind) ? known : .open, frame.element)
            }
            let isSecret = value.kind.isScalar && SecretName.isOne(text) && !Secrecy.isReference(text)
            return (isSecret ? .whole : .open, frame.element)
        case .open:
            // A map of the schema, or a member that no schema has.
            let isMap = plan.types[Int(frame.element)].kind != .unknown
            return (isMap ? .open : .whole, frame.element)
        default: return (.whole, frame.element)
        }
    }

    private mutating func writeValue(
        _ nodes: [BodyNode],
        _ at: Int,
        _ secrecy: Secrecy,
        _ type: UInt16,
        _ arena: [UInt8],
        _ output: inout [UInt8]
    ) {
        let node = nodes[at]
        if node.kind == .null || node.kind == .true || node.kind == .false {
            return plain.write(nodes, from: at, arena, into: &output)
        }
        guard !hidden.contains(at) else { return hide(nodes, at, arena, &output) }
        let kind = plan.types[Int(type)].kind
        switch secrecy {
        case .assignments where node.kind == .array:
            open(nodes, at, .assignment, SchemaPlan.unknown, arena, &output)
        case .assignment where node.kind == .string: writeAssignment(node, arena, &output)
        case .values where node.kind == .object, .named where node.kind == .object, .driver where node.kind == .object:
            let element = isAnswer ? SchemaPlan.unknown : plan.types[Int(type)].element
            open(nodes, at, secrecy, element, arena, &output)
        case .encoded where node.kind == .string: hideEncoded(node, arena, &output)
        case .open where isAnswer || kind.isOpen(to: node.kind):
            switch node.kind {
            case .string: writeText(node, arena, &output)
            case .object where kind == .emptyObject && node.next > at + 1: hide(nodes, at, arena, &output)
            case .object, .array: open(nodes, at, .open, plan.types[Int(type)].element, arena, &output)
            default: output.append(contentsOf: arena[node.range.range])
            }
        default: hide(nodes, at, arena, &output)
        }
    }

    private mutating func open(
        _ nodes: [BodyNode],
        _ at: Int,
        _ secrecy: Secrecy,
        _ element: UInt16,
        _ arena: [UInt8],
        _ output: inout [UInt8]
    ) {
        guard frames.count < maskedDepth else { return hide(nodes, at, arena, &output) }
        let node = nodes[at]
        let isObject = node.kind == .object
        output.append(UInt8(ascii: isObject ? "{" : "["))
        let first = isObject ? order.count : at + 1
        if isObject { BodyTextWriter.appendSortedMembers(of: at, nodes, arena, plan, to: &order) }
        frames.append(
            Frame(
                at: first,
                end: isObject ? order.count : Int(node.next),
                first: first,
                isObject: isObject,
                secrecy: secrecy,
                element: element,
                path: path.count
            )
        )
    }

    // MARK: Values

    /// `NAME=value`: the name stays. Without a `=` nobody knows what it is.
    private mutating func writeAssignment(_ node: BodyNode, _ arena: [UInt8], _ output: inout [UInt8]) {
        let range = node.range.range
        let value = arena[range].firstIndex(of: UInt8(ascii: "=")).map { $0 + 1..<range.upperBound }
        output.append(UInt8(ascii: "\""))
        if let value {
            JSONWriter.appendEscaped(arena.span.extracting(range.lowerBound..<value.lowerBound), to: &output)
        }
        let secret = value ?? range
        if !secret.isEmpty {
            mask.hide(arena.span.extracting(secret), to: &output)
            noteErased()
        }
        output.append(UInt8(ascii: "\""))
    }

    private mutating func writeText(_ node: BodyNode, _ arena: [UInt8], _ output: inout [UInt8]) {
        text.removeAll(keepingCapacity: true)
        if mask.clean(arena.span.extracting(node.range.range), to: &text) { noteErased() }
        output.append(UInt8(ascii: "\""))
        JSONWriter.appendEscaped(text.span, to: &output)
        output.append(UInt8(ascii: "\""))
    }

    /// What the base64 stands for, so that the same secret looks the same elsewhere.
    private mutating func hideEncoded(_ node: BodyNode, _ arena: [UInt8], _ output: inout [UInt8]) {
        let bytes = arena.span.extracting(node.range.range)
        var secret: [UInt8] = []
        if Base64.decode(bytes, into: &secret) { hide(secret.span, &output) } else { hide(bytes, &output) }
    }

    /// One text instead of a value, whatever it holds; of an object or array its canonical text is what is hidden.
    private mutating func hide(_ nodes: [BodyNode], _ at: Int, _ arena: [UInt8], _ output: inout [UInt8]) {
        let node = nodes[at]
        if node.kind.isScalar { return hide(arena.span.extracting(node.range.range), &output) }
        guard node.next > at + 1 else { return plain.write(nodes, from: at, arena, into: &output) }
        var secret: [UInt8] = []
        plain.write(nodes, from: at, arena, into: &secret)
        hide(secret.span, &output)
    }

    private mutating func hide(_ secret: Span<UInt8>, _ output: inout [UInt8]) {
        output.append(UInt8(ascii: "\""))
        if !secret.isEmpty {
            mask.hide(secret, to: &output)
            noteErased()
        }
        output.append(UInt8(ascii: "\""))
    }

    // MARK: Paths

    private mutating func appendStep(_ name: BodyNode, _ arena: [UInt8]) {
        if name.field != 0 {
            path.append(UInt8(ascii: "."))
            path.append(contentsOf: plan.names[plan.fields[Int(name.field)].name])
            return
        }
        BodyPath.appendName(arena[name.range.range], to: &path)
    }

    private mutating func noteErased() { erased.add(path, in: place) }
}

/// What is nested deeper than this is hidden: whoever reads a record has a limit, too.
private let maskedDepth = 64
