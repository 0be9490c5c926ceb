import StrictJSON

/// Walks a body along a path.
enum BodyWalk {
    /// Gives out every scalar that a path reaches.
    ///
    /// The depth of the recursion is bounded by that of the body and by ``BodyPath/maximumSteps``.
    static func forEachScalar(_ tree: BodyTree, _ arena: [UInt8], _ path: BodyPath, _ visit: (Span<UInt8>) -> Bool) {
        forEachNode(tree, arena, path) { giveScalars(tree.nodes, arena, $0, visit) }
    }

    /// Gives out every value that a path reaches, as its node.
    static func forEachNode(_ tree: BodyTree, _ arena: [UInt8], _ path: BodyPath, _ visit: (Int) -> Bool) {
        guard !tree.nodes.isEmpty else { return }
        _ = walk(tree.nodes, arena, 0, path.steps, 0, visit)
    }

    /// - Returns: Whether to go on.
    private static func walk(
        _ nodes: [BodyNode],
        _ arena: [UInt8],
        _ at: Int,
        _ steps: [BodyPath.Step],
        _ from: Int,
        _ visit: (Int) -> Bool
    ) -> Bool {
        let node = nodes[at]
        guard from < steps.count else { return visit(at) }
        if node.kind == .array {
            // A name after a list goes into every element, `[*]` and a number are used up.
            var rest = from
            var wanted: Int?
            switch steps[from] {
            case .every: rest = from &+ 1
            case .index(let index):
                rest = from &+ 1
                wanted = index
            case .name: break
            }
            var element = at &+ 1
            var index = 0
            while element < Int(node.next) {
                if wanted == nil || wanted == index, !walk(nodes, arena, element, steps, rest, visit) { return false }
                element = Int(nodes[element].next)
                index &+= 1
            }
            return true
        }
        guard node.kind == .object else { return true }
        // The number of the name is enough nearly always, and counts no reference for each member.
        var fold: UInt16?
        switch steps[from] {
        case .every: break
        case .index: return true
        case .name(let wanted): fold = wanted.fold
        }
        let fields = SchemaPlan.shared.fields
        let isExact = node.flags.contains(.exactNames)
        var member = at &+ 1
        while member < Int(node.next) {
            let value = member &+ 1
            let field = Int(nodes[member].field)
            let isWanted =
                if let fold, field != 0 {
                    fields[field].fold == fold
                } else {
                    fold == nil || isName(nodes[member], steps[from], exact: isExact, arena)
                }
            if isWanted, !walk(nodes, arena, value, steps, from &+ 1, visit) { return false }
            member = Int(nodes[value].next)
        }
        return true
    }

    private static func giveScalars(
        _ nodes: [BodyNode],
        _ arena: [UInt8],
        _ at: Int,
        _ visit: (Span<UInt8>) -> Bool
    ) -> Bool {
        let node = nodes[at]
        switch node.kind {
        case .string, .number, .true, .false:
            return visit(arena.span.extracting(node.range.range))
        case .null, .object:
            return true
        case .array:
            var element = at &+ 1
            while element < Int(node.next) {
                if !giveScalars(nodes, arena, element, visit) { return false }
                element = Int(nodes[element].next)
            }
            return true
        }
    }

    /// Of a member that is no documented field.
    @inline(never)
    private static func isName(_ node: BodyNode, _ step: BodyPath.Step, exact: Bool, _ arena: [UInt8]) -> Bool {
        guard case .name(let name) = step else { return false }
        let range = node.range.range
        if exact {
            let text = name.exact
            return ArenaText.equal(arena, range, text.span)
        }
        return FoldedName.isFolded(arena.span.extracting(range), name.folded)
    }
}

extension FoldedName {
    /// Whether a name folds to this one, which is folded.
    static func isFolded(_ name: Span<UInt8>, _ folded: [UInt8]) -> Bool {
        guard name.count >= folded.count else { return false }
        if name.count == folded.count {
            for index in 0..<name.count where ArenaText.lower(name[index]) != folded[index] { return false }
            return true
        }
        guard name.count <= folded.count &* 3 else { return false }
        var own: [UInt8] = []
        fold(name, into: &own)
        return own == folded
    }
}
