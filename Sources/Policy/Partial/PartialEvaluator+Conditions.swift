extension PartialEvaluator {
    /// What is left of a rule's `match`: the parts that may hold or not.
    mutating func conditions(of rule: CompiledRule) -> [OpenCondition] {
        begin(rule.identity.effect)
        return rest(of: rule.expression).sorted { $0.place < $1.place }
    }

    private mutating func rest(of expression: Expression) -> [OpenCondition] {
        guard possibilities(expression) != .yes else { return [] }
        switch expression {
        case .all(let parts, _):
            return parts.flatMap { rest(of: $0) }
        case .any(let parts, let source):
            let open = parts.filter { possibilities($0) != .no }
            guard open.count < parts.count, !open.isEmpty else { return [condition(source)] }
            let texts = open.map { part in rest(of: part).map(\.text).joined(separator: ", ") }
            let text = texts.count == 1 ? texts[0] : "any: [\(texts.map { "{ \($0) }" }.joined(separator: ", "))]"
            return [OpenCondition(text: text, place: source.place)]
        case .condition, .not:
            return [condition(expression.source)]
        }
    }

    private func condition(_ source: ExpressionSource) -> OpenCondition {
        OpenCondition(text: source.text, place: source.place)
    }
}
