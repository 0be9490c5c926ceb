/// Reads `lists`.
struct ListReader {
    private let node: NodeReader

    init(_ node: NodeReader) {
        self.node = node
    }

    func read(_ value: YAMLNode) -> [ListSyntax] {
        let help = #"write `lists: { registries: ['registry\.example\.com/.*'] }`"#
        guard let pairs = node.mapping(value, "`lists`", help: help) else { return [] }
        return pairs.compactMap { pair in
            guard let name = node.name(pair.key, "the name of a list") else { return nil }
            let patterns = PatternReader(node).read(pair.value, of: "the list `\(name)`")
            return ListSyntax(name: name, node: pair.key, patterns: patterns.filter(isPattern))
        }
    }

    private func isPattern(_ pattern: PatternSyntax) -> Bool {
        guard case .list(_, let place) = pattern else { return true }
        node.source.report(
            .wrongType,
            at: place,
            "a list can't hold another list",
            help: "name both where they are used"
        )
        return false
    }
}
