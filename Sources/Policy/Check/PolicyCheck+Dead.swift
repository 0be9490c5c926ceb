import DockerAPI

/// Rules that decide nothing.
extension PolicyCheck {
    func checkDeadRules() {
        var dead: Set<Int> = []
        for rule in rules where isImpossible(rule) {
            dead.insert(rule.number)
            let clash = contradiction(rule)
            warn(
                .neverMatches,
                rule,
                at: rule.syntax.node,
                "the rule `\(rule.id)` can never match" + (clash.map { ": \($0)" } ?? ""),
                help: "correct its conditions, or remove it"
            )
        }
        let living = rules.filter { !dead.contains($0.number) }
        let cover = RuleCover(self, living)
        for rule in living {
            guard let wider = cover.wider(than: rule) else { continue }
            let place = wider.source.place(wider.syntax.node)
            if wider.effect == rule.effect {
                warn(
                    .coveredRule,
                    rule,
                    at: rule.syntax.node,
                    "the rule `\(rule.id)` adds nothing: `\(wider.id)` in \(place) matches whatever it matches",
                    help: "remove it, or say in it what the other doesn't"
                )
            } else {
                warn(
                    .shadowedRule,
                    rule,
                    at: rule.syntax.node,
                    "the rule `\(rule.id)` never allows anything: `\(wider.id)` in \(place) denies whatever it matches",
                    help: "a deny rule wins whatever the order: make an exception in that one, or remove this one"
                )
            }
        }
    }

    /// Whether no call can fulfil a rule's `match`.
    private func isImpossible(_ rule: CheckedRule) -> Bool {
        let conditions = rule.required.compactMap { part in
            if case .condition(let condition) = part { condition } else { nil }
        }
        // A group without members has no callers.
        for condition in conditions where condition.attribute == .group {
            if case .some = condition.test, isAboutNobody(condition) { return true }
        }
        var call = PartialCall(check: self)
        var paths: [[UInt8]]?
        for attribute in Set(conditions.map(\.attribute)) where attribute.isSingle {
            guard let candidates = candidates(for: attribute, conditions) else { continue }
            if candidates.isEmpty { return true }
            if attribute == .call(.path) { paths = candidates }
            // Action and method go together: that is what the states are for.
            guard attribute != .call(.action), attribute != .call(.method) else { continue }
            if candidates.count == 1 { call.values[attribute] = candidates[0] }
        }
        guard needsStates(rule) else { return call.evaluate(rule.match) == .never }
        if let paths {
            return paths.allSatisfy { path in
                call.values[.call(.path)] = path
                return EndpointStates.states(path: path).allSatisfy { state in
                    call.state = state
                    return call.evaluate(rule.match) == .never
                }
            }
        }
        return EndpointStates.all.allSatisfy { state in
            call.state = state
            return call.evaluate(rule.match) == .never
        }
    }

    /// Whether the catalogue says anything about a rule's conditions.
    private func needsStates(_ rule: CheckedRule) -> Bool {
        var needs = false
        rule.forEachCondition { condition, _ in
            switch condition.attribute {
            case .call(.action), .call(.method), .call(.fact), .call(.bodyPath), .call(.body): needs = true
            default: break
            }
        }
        return needs
    }

    /// The only texts that an attribute can have under a rule's conditions; nothing where there are any number.
    private func candidates(for attribute: Attribute, _ conditions: [ConditionSyntax]) -> [[UInt8]]? {
        let conditions = conditions.filter { $0.attribute == attribute }
        var texts: [[UInt8]]?
        for condition in conditions {
            guard let known = self.texts(condition), texts.map({ known.count < $0.count }) ?? true else { continue }
            texts = known
        }
        guard let texts else { return nil }
        return texts.filter { text in
            let call = PartialCall(check: self, values: [attribute: text])
            return conditions.allSatisfy { call.evaluate($0) != .never }
        }
    }

    /// The only texts that a value has to be one of.
    func texts(_ condition: ConditionSyntax) -> [[UInt8]]? {
        switch condition.test {
        case .some, .all: break
        default: return nil
        }
        var texts: [[UInt8]] = []
        for pattern in patterns(condition) {
            guard let known = pattern.texts else { return nil }
            texts += known
        }
        return texts
    }

    private func isAboutNobody(_ condition: ConditionSyntax) -> Bool {
        guard let names = texts(condition) else { return false }
        let groups = files.flatMap(\.groups)
        return names.allSatisfy { name in
            let name = String(decoding: name, as: UTF8.self)
            return groups.allSatisfy { $0.name != name || $0.members.isEmpty }
        }
    }

    /// What speaks against a rule's `match`, in words, when that is one thing.
    private func contradiction(_ rule: CheckedRule) -> String? {
        let conditions = rule.required.compactMap { part in
            if case .condition(let condition) = part { condition } else { nil }
        }
        for condition in conditions where condition.attribute == .group {
            if case .some = condition.test, isAboutNobody(condition) { return "the group has no members" }
        }
        for attribute in conditions.map(\.attribute) where attribute.isSingle {
            if candidates(for: attribute, conditions)?.isEmpty == true {
                return "its conditions on `\(Self.name(attribute))` contradict each other"
            }
        }
        let actions = conditions.filter { $0.attribute == .call(.action) }
        guard !actions.isEmpty else { return nil }
        let states = EndpointStates.all.filter { state in
            let call = PartialCall(check: self, state: state)
            return actions.allSatisfy { call.evaluate($0) != .never }
        }
        if states.isEmpty { return "no action fulfils it" }
        for condition in conditions where condition.attribute != .call(.action) {
            let isHopeless = states.allSatisfy {
                PartialCall(check: self, state: $0).evaluate(condition) == .never
            }
            guard isHopeless else { continue }
            if condition.attribute == .call(.method) { return "calls of that action have another method" }
            return "calls of that action have no `\(Self.name(condition.attribute))`"
        }
        return nil
    }

    static func name(_ attribute: Attribute) -> String {
        switch attribute {
        case .group: "group"
        case .call(let attribute): SafeText.inline(attribute.name, maximum: 60)
        }
    }
}
