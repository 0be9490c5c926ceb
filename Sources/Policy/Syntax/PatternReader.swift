/// Reads what can stand where a pattern can: a pattern, a list of them, or the name of a list.
struct PatternReader {
    private let node: NodeReader

    init(_ node: NodeReader) {
        self.node = node
    }

    /// - Parameter what: Whose patterns they are, for messages.
    func read(_ value: YAMLNode, of what: String) -> [PatternSyntax] {
        switch value.content {
        case .scalar:
            return readOne(value, of: what)
        case .mapping:
            return readNamed(value, of: what)
        case .sequence(let items):
            if items.isEmpty {
                node.source.report(.emptyCondition, at: value, "\(what) has no pattern", help: "write at least one")
            }
            return items.flatMap { item in
                item.pairs == nil ? readOne(item, of: what) : readNamed(item, of: what)
            }
        }
    }

    private func readOne(_ item: YAMLNode, of what: String) -> [PatternSyntax] {
        if item.isAbsent {
            node.source.report(
                .emptyCondition,
                at: item,
                "\(what) has no pattern",
                help: "write one; `''` matches an empty value, `'.*'` every value"
            )
            return []
        }
        return node.text(item, "a pattern").map { [.pattern($0, item)] } ?? []
    }

    private func readNamed(_ item: YAMLNode, of what: String) -> [PatternSyntax] {
        var patterns: [PatternSyntax] = []
        for pair in item.pairs ?? [] {
            if pair.key.text == "list" {
                patterns += readNames(pair.value)
            } else {
                node.unknownKey(pair.key, in: "the patterns of \(what)", known: ["list"])
            }
        }
        if item.pairs?.isEmpty == true { node.source.report(.emptyCondition, at: item, "\(what) has no pattern") }
        return patterns
    }

    /// The value of `list:`, one name or several.
    func readNames(_ value: YAMLNode) -> [PatternSyntax] {
        let items = value.items ?? [value]
        if items.isEmpty { node.source.report(.emptyCondition, at: value, "`list` names no list") }
        return items.compactMap { item in
            node.name(item, "the name of a list").map { .list($0, item) }
        }
    }
}
