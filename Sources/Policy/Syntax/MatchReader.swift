import DockerAPI

/// Reads `match`.
struct MatchReader {
    struct Result {
        let syntax: MatchSyntax
        let phase: CallPhase
    }

    /// How deep `any` and `not` can stand in each other; nobody understands more, and evaluation follows it.
    static let depthLimit = 8

    let node: NodeReader

    init(_ node: NodeReader) {
        self.node = node
    }

    func read(_ value: YAMLNode) -> Result? {
        let phase = readPhase(value)
        guard let syntax = readGroup(value, "`match`", depth: 0, phase: phase) else { return nil }
        return Result(syntax: syntax, phase: phase)
    }

    /// All conditions of a mapping have to hold.
    func readGroup(_ value: YAMLNode, _ what: String, depth: Int, phase: CallPhase) -> MatchSyntax? {
        let help = "write `path: /containers/json` or the like in it; `method: '.*'` is every call"
        guard let pairs = node.mapping(value, what, help: help) else { return nil }
        guard depth <= Self.depthLimit else {
            node.source.report(.tooDeep, at: value.mark, "`any` and `not` are nested more than \(Self.depthLimit) deep")
            return nil
        }
        var parts: [MatchSyntax] = []
        var conditions = 0
        for pair in pairs {
            switch pair.key.text {
            case "phase":
                if depth > 0 {
                    node.source.report(.wrongPhase, at: pair.key, "`phase` can't stand in `any` or `not`")
                }
                continue
            case "any":
                conditions += 1
                if let parts = readAny(pair.value, depth: depth, phase: phase) { append(.any(parts, source(pair))) }
            case "not":
                conditions += 1
                if let part = readGroup(pair.value, "`not`", depth: depth + 1, phase: phase) {
                    append(.not(part, source(pair)))
                }
            default:
                conditions += 1
                parts += ConditionReader(node).read(pair.key, pair.value, phase: phase)
            }
        }
        func append(_ part: MatchSyntax) { parts.append(part) }
        func source(_ pair: YAMLPair) -> ExpressionSource {
            ExpressionSource(place: node.source.place(pair.key), text: InlineYAML.text(of: pair.key, pair.value))
        }
        if conditions == 0 {
            node.source.report(.emptyCondition, at: value.mark, "\(what) has no condition", help: help)
            return nil
        }
        let source = ExpressionSource(place: node.source.place(value), text: what)
        return .all(parts, source)
    }

    private func readAny(_ value: YAMLNode, depth: Int, phase: CallPhase) -> [MatchSyntax]? {
        let help = "write `any: [ { path: /info }, { path: /version } ]`"
        guard let items = node.list(value, "`any`", help: help) else { return nil }
        if items.isEmpty { node.source.report(.emptyCondition, at: value.mark, "`any` has no part", help: help) }
        return items.compactMap { readGroup($0, "a part of `any`", depth: depth + 1, phase: phase) }
    }

    /// `phase: response`, or the request where nothing is said.
    private func readPhase(_ value: YAMLNode) -> CallPhase {
        guard let phase = value["phase"], let text = node.text(phase, "phase") else { return .request }
        if let known = CallPhase(rawValue: text) { return known }
        let words = [CallPhase.request.rawValue, CallPhase.response.rawValue]
        node.source.report(
            .unknownValue,
            at: phase,
            "unknown phase `\(SafeText.inline(text, maximum: 60))`",
            help: Suggestion.help(for: text, among: words) ?? "phase is `request` or `response`"
        )
        return .request
    }
}
