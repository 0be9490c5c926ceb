import DockerAPI

extension Explanation {
    /// More close rules than this are only counted.
    private static let closeLimit = 10
    /// Characters of the canonical body that are shown.
    private static let bodyLimit = 2000

    /// The explanation for a terminal.
    ///
    /// - Parameter isComplete: Whether to show every rule, also those that don't come close.
    public func text(isComplete: Bool = false) -> String {
        var lines = decisionLines + [""] + callLines
        if !guards.isEmpty {
            lines += ["", "guards"] + guards.map { "  \($0.mode == .monitor ? "monitor" : "denies ")  \($0.finding)" }
        }
        let monitored = Guard.allCases.filter { guardModes[$0] == .monitor }.map(\.rawValue)
        if !monitored.isEmpty { lines += ["", "guards that only record: \(monitored.joined(separator: ", "))"] }
        lines += section("rules that matched", matched)
        let close = close
        let others = rules.filter { $0.outcome != .holds && !$0.isClose }
        lines += section("rules that came close", isComplete ? close : Array(close.prefix(Self.closeLimit)))
        if isComplete {
            lines += section("other rules", others)
        } else {
            let hidden = others.count + max(close.count - Self.closeLimit, 0)
            if hidden > 0 {
                lines += ["", hidden == 1 ? "1 other rule doesn't match" : "\(hidden) other rules don't match"]
            }
        }
        return lines.joined(separator: "\n") + "\n"
    }

    private var decisionLines: [String] {
        var lines = [decision.allowed ? "allowed" : "denied"]
        if let message = decision.message { lines[0] += ": \(message)" }
        lines.append(Self.line("reason", decision.reason.rawValue))
        for rule in decision.rules { lines.append(Self.line("by", Self.name(rule))) }
        for rule in decision.wouldDeny { lines.append(Self.line("would deny", Self.name(rule))) }
        for rule in decision.wouldAllow { lines.append(Self.line("would allow", Self.name(rule))) }
        for guarding in decision.wouldGuard { lines.append(Self.line("would deny", "the guard \(guarding.rawValue)")) }
        for failure in decision.failures { lines.append(Self.line("failed", "\(failure.rule.id): \(failure.code)")) }
        return lines
    }

    private var callLines: [String] {
        var lines = [Self.line("call", "\(SafeText.inline(call.method)) \(SafeText.inline(call.uri, maximum: 500))")]
        if call.isRewritten { lines.append(Self.line("written", SafeText.inline(call.rawURI, maximum: 500))) }
        if !call.version.isEmpty { lines.append(Self.line("version", SafeText.inline(call.version))) }
        lines.append(Self.line("action", call.action))
        if !call.target.isEmpty { lines.append(Self.line("target", SafeText.inline(call.target))) }
        let user = call.user.isEmpty ? "none" : "`\(SafeText.inline(call.user))`"
        lines.append(
            Self.line("user", user + (call.authentication.isEmpty ? "" : " by \(SafeText.inline(call.authentication))"))
        )
        lines.append(Self.line("groups", call.groups.isEmpty ? "none" : call.groups.joined(separator: ", ")))
        if let status = call.status { lines.append(Self.line("status", String(status))) }
        if let body = call.body { lines.append(Self.line("body", SafeText.inline(body, maximum: Self.bodyLimit))) }
        for (fact, values) in call.facts {
            let shown = values.prefix(20).map { SafeText.inline($0) }.joined(separator: ", ")
            lines.append(Self.line("uses", "\(fact.rawValue): \(shown)\(values.count > 20 ? ", …" : "")"))
        }
        return lines
    }

    private func section(_ title: String, _ rules: [ExplainedRule]) -> [String] {
        guard !rules.isEmpty else { return [] }
        return ["", title]
            + rules.flatMap { rule in
                ["  \(Self.name(rule.rule))"] + rule.conditions.flatMap { Self.lines($0, indent: 4) }
            }
    }

    private static func lines(_ condition: ExplainedCondition, indent: Int) -> [String] {
        let margin = String(repeating: " ", count: indent)
        let outcome = condition.outcome.rawValue.padded(to: 9)
        // A group without a name of its own, as in `any: [{…}, {…}]`.
        if condition.isGroup {
            return ["\(margin)\(outcome) all of"] + condition.parts.flatMap { lines($0, indent: indent + 2) }
        }
        var line = "\(margin)\(outcome) \(condition.text)"
        if condition.outcome != .holds {
            line += "  (line \(condition.place.line)"
            if condition.parts.isEmpty { line += "; \(seen(condition))" }
            line += ")"
        }
        return [line] + condition.parts.flatMap { lines($0, indent: indent + 2) }
    }

    private static func seen(_ condition: ExplainedCondition) -> String {
        guard !condition.values.isEmpty else { return "there is no value" }
        let shown = condition.values.map { $0.outcome == .failed ? "`\($0.text)` (failed)" : "`\($0.text)`" }
        let more = condition.valueCount - condition.values.count
        return "saw \(shown.joined(separator: ", "))\(more > 0 ? " and \(more) more" : "")"
    }

    private static func name(_ rule: RuleReference) -> String {
        "\(rule.effect.rawValue) \(rule.id)\(rule.mode == .monitor ? " (monitor)" : "")  \(rule.place.lineDescription)"
    }

    private static func line(_ name: String, _ value: String) -> String {
        "  \(name.padded(to: 12)) \(value)"
    }
}

extension String {
    /// With spaces behind it, up to a width.
    fileprivate func padded(to width: Int) -> String {
        self + String(repeating: " ", count: max(0, width - unicodeScalars.count))
    }
}
