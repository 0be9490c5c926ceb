import DockerAPI

/// Reads `rules`.
struct RuleReader {
    private let node: NodeReader

    private static let keys = ["id", "effect", "message", "mode", "audit", "match", "accept", "tests"]
    /// Characters that a message may have; a client sees it in one line.
    private static let messageLimit = 500

    init(_ node: NodeReader) {
        self.node = node
    }

    func read(_ value: YAMLNode) -> [RuleSyntax] {
        let help = "write each rule below it, starting with `- id:`"
        guard let items = node.list(value, "`rules`", help: help) else { return [] }
        return items.compactMap(readRule)
    }

    private func readRule(_ item: YAMLNode) -> RuleSyntax? {
        guard let pairs = node.mapping(item, "a rule", help: "a rule has `id`, `effect` and `match`") else {
            return nil
        }
        var id: (String, YAMLNode)?
        var effect: Effect?
        var mode: EnforcementMode?
        var message: MessageTemplate?
        var audit: (level: AuditLevel, node: YAMLNode)?
        var match: MatchReader.Result?
        var accepted: [(kind: DiagnosticKind, node: YAMLNode)] = []
        var tests: YAMLNode?
        for pair in pairs {
            switch pair.key.text {
            case "id": id = node.name(pair.value, "the id of a rule").map { ($0, pair.value) }
            case "effect": effect = node.word(pair.value, "effect")
            case "mode": mode = node.word(pair.value, "mode")
            case "audit": audit = node.word(pair.value, "audit level").map { ($0, pair.value) }
            case "message": message = readMessage(pair.value)
            case "match": match = MatchReader(node).read(pair.value)
            case "accept": accepted = readAccepted(pair.value)
            case "tests": tests = pair.value
            default: node.unknownKey(pair.key, in: "a rule", known: Self.keys)
            }
        }
        for key in ["id", "effect", "match"] where item[key] == nil {
            let name = id.map { "the rule `\($0.0)`" } ?? "the rule"
            node.source.report(.missingKey, at: item.mark, "\(name) has no `\(key)`", help: Self.help(for: key))
        }
        if let audit { check(audit.level, audit.node, effect, match?.phase) }
        guard let id else { return nil }
        return RuleSyntax(
            id: id.0,
            node: id.1,
            effect: effect,
            mode: mode,
            phase: match?.phase ?? .request,
            message: message,
            audit: audit?.level,
            match: match?.syntax,
            accepted: accepted,
            tests: tests.map { RuleTestReader(node).read($0, rule: id.0, at: id.1) } ?? []
        )
    }

    /// What a rule can't have recorded.
    private func check(_ level: AuditLevel, _ value: YAMLNode, _ effect: Effect?, _ phase: CallPhase?) {
        if effect == .deny, level == .none {
            node.source.report(
                .unknownValue,
                at: value,
                "`audit: none` on a deny rule: a denial is always recorded",
                help: "leave the line out, or write `audit: metadata`"
            )
        } else if effect == .deny, level == .response, phase == .request {
            node.source.report(
                .unknownValue,
                at: value,
                "`audit: response` on a deny rule: a call that is denied has no answer",
                help: "write `audit: request`"
            )
        }
    }

    /// The ids of findings that the rule is meant to have.
    private func readAccepted(_ value: YAMLNode) -> [(kind: DiagnosticKind, node: YAMLNode)] {
        let help = "write `accept: [\(DiagnosticKind.givesHostRoot.rawValue)]`"
        return (node.list(value, "`accept`", help: help) ?? []).compactMap { item in
            guard let text = node.text(item, "the id of a finding", help: help) else { return nil }
            let known = DiagnosticKind.acceptable
            if let kind = known.first(where: { $0.rawValue == text }) { return (kind, item) }
            let names = known.map(\.rawValue)
            node.source.report(
                .unknownValue,
                at: item,
                "no finding `\(SafeText.inline(text, maximum: 60))` can be accepted",
                help: Suggestion.help(for: text, among: names)
                    ?? "there is \(names.map { "`\($0)`" }.joined(separator: ", "))"
            )
            return nil
        }
    }

    private static func help(for key: String) -> String {
        switch key {
        case "id": "give it a name of its own, `id: host.privileged`; denials and records show it"
        case "effect": "write `effect: allow` or `effect: deny`"
        default: "say what it is about; `match: { method: '.*' }` is every call"
        }
    }

    private func readMessage(_ value: YAMLNode) -> MessageTemplate? {
        guard let text = node.text(value, "a message") else { return nil }
        guard text.unicodeScalars.count <= Self.messageLimit else {
            node.source.report(.tooLarge, at: value.mark, "the message is longer than \(Self.messageLimit) characters")
            return nil
        }
        let line = text.split(whereSeparator: \.isWhitespace).joined(separator: " ")
        return VariableReader(node).message(line, at: value)
    }
}
