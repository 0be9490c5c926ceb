import DockerAPI

/// Reads one entry of a `match`: an attribute and what its values have to be.
struct ConditionReader {
    private let node: NodeReader

    static let operators = ["not", "all", "none", "exists", "min", "max", "list"]

    init(_ node: NodeReader) {
        self.node = node
    }

    /// One part for each operator; none, and reports, when something is wrong.
    func read(_ key: YAMLNode, _ value: YAMLNode, phase: CallPhase) -> [MatchSyntax] {
        let attribute = AttributeReader(node).read(key, phase: phase)
        let name = "`\(SafeText.inline(key.text ?? "", maximum: 80))`"
        guard value.pairs != nil else {
            let patterns = PatternReader(node).read(value, of: name)
            return attribute.map { [condition($0, .some(patterns), key, key, value)] } ?? []
        }
        return readOperators(key, value, attribute, name)
    }

    private func readOperators(
        _ key: YAMLNode,
        _ value: YAMLNode,
        _ attribute: Attribute?,
        _ name: String
    ) -> [MatchSyntax] {
        let pairs = value.pairs ?? []
        if pairs.isEmpty { node.source.report(.emptyCondition, at: value.mark, "\(name) has no condition") }
        var parts: [MatchSyntax] = []
        for pair in pairs {
            let patterns = PatternReader(node)
            let what = "`\(pair.key.text ?? "")` of \(name)"
            var test: ConditionSyntax.Test?
            switch pair.key.text {
            case "list": test = .some(patterns.readNames(pair.value))
            case "not": test = .someOther(patterns.read(pair.value, of: what))
            case "all": test = .all(patterns.read(pair.value, of: what))
            case "none": test = .none(patterns.read(pair.value, of: what))
            case "exists": test = node.bool(pair.value, "`exists`").map { .exists($0) }
            case "min", "max":
                let limit = NumberReader(node).read(pair.value, pair.key, attribute)
                test = limit.map {
                    .within(
                        NumberRange(
                            minimum: pair.key.text == "min" ? $0 : nil,
                            maximum: pair.key.text == "max" ? $0 : nil
                        )
                    )
                }
            default: unknownOperator(pair.key)
            }
            if let test, let attribute { parts.append(condition(attribute, test, pair.key, key, value, pair)) }
        }
        return parts
    }

    private func unknownOperator(_ key: YAMLNode) {
        let text = key.text ?? ""
        node.source.report(
            .unknownCondition,
            at: key,
            "unknown condition `\(SafeText.inline(text, maximum: 60))`",
            help: Suggestion.help(for: text, among: Self.operators)
                ?? "the conditions are \(Self.operators.map { "`\($0)`" }.joined(separator: ", "))"
        )
    }

    /// - Parameter pair: The operator and its value when others may stand beside it.
    private func condition(
        _ attribute: Attribute,
        _ test: ConditionSyntax.Test,
        _ place: YAMLNode,
        _ key: YAMLNode,
        _ value: YAMLNode,
        _ pair: YAMLPair? = nil
    ) -> MatchSyntax {
        let written =
            pair.map { "\(InlineYAML.text(of: key)): { \(InlineYAML.text(of: $0.key, $0.value)) }" }
            ?? InlineYAML.text(of: key, value)
        let source = ExpressionSource(place: node.source.place(place), text: written)
        return .condition(ConditionSyntax(attribute: attribute, test: test, source: source))
    }
}
