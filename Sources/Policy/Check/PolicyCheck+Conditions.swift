import DockerAPI

/// Conditions that let more through than their author thinks.
extension PolicyCheck {
    func checkConditions() {
        for rule in rules {
            if rule.effect == .allow {
                rule.forEachCondition { condition, isNegated in
                    checkSeveral(condition, isNegated, rule)
                    checkHeader(condition, rule)
                }
                checkNameless(rule)
            }
            checkAuthentication(rule)
        }
    }

    /// One good value among bad ones is enough for `attr: pattern`.
    private func checkSeveral(_ condition: ConditionSyntax, _ isNegated: Bool, _ rule: CheckedRule) {
        guard !isNegated, case .some(let patterns) = condition.test, Self.hasSeveral(condition.attribute),
            !self.patterns(condition).contains(where: \.isEverything)
        else { return }
        // Another condition on the same attribute may already say what the others have to be.
        var isBounded = false
        rule.forEachCondition { other, isOtherNegated in
            guard other.attribute == condition.attribute else { return }
            switch other.test {
            case .all where !isOtherNegated, .none where !isOtherNegated, .someOther where isOtherNegated:
                isBounded = true
            default: break
            }
        }
        guard !isBounded else { return }
        let name = Self.name(condition.attribute)
        var shown = "…"
        if case .pattern(let text, let node)? = patterns.first, patterns.count == 1 {
            shown = node.style == .plain ? text : "'\(text)'"
        }
        warn(
            .anyValue,
            rule,
            at: condition.source.place,
            "`\(name)` can have several values, and one that matches is enough here to allow them all",
            help: "write `\(name): { all: \(SafeText.inline(shown, maximum: 60)) }`"
        )
    }

    private static func hasSeveral(_ attribute: Attribute) -> Bool {
        switch attribute {
        case .call(.query): return true
        case .call(.bodyPath(let path)): return path.reachesSeveral
        case .call(.fact(let fact)): return fact.hasSeveralValues
        default: return false
        }
    }

    private func checkHeader(_ condition: ConditionSyntax, _ rule: CheckedRule) {
        guard case .call(.header(let header)) = condition.attribute else { return }
        warn(
            .clientHeader,
            rule,
            at: condition.source.place,
            "the client itself writes the header `\(SafeText.inline(header, maximum: 60))`: anybody can have this rule allow him",
            help: "match `user`, `group` or `cert.…`; a header proves nothing"
        )
    }

    /// `user: '.*'` and `user: { not: alice }` take the empty name too, which is everybody on the local socket.
    private func checkNameless(_ rule: CheckedRule) {
        var place: SourcePlace?
        rule.forEachCondition { condition, isNegated in
            guard place == nil, !isNegated, condition.attribute == .call(.user) else { return }
            switch condition.test {
            case .some, .all, .someOther, .none: break
            case .exists, .within: return
            }
            let patterns = patterns(condition)
            let isMeant = !condition.test.isNegative && patterns.contains { $0.texts?.contains([]) == true }
            let local = PartialCall(check: self, values: [.call(.user): []])
            if !isMeant, local.evaluate(condition) == .always { place = condition.source.place }
        }
        guard let place else { return }
        var local = PartialCall(check: self, isNameless: true)
        local.values = [.call(.user): [], .call(.authentication): []]
        guard local.evaluate(rule.match) != .never else { return }
        warn(
            .namelessCaller,
            rule,
            at: place,
            "this also matches the empty name: everybody who may open the local socket",
            help: "write `user: '.+'` for everybody with a name, or add `''` to say that the socket is meant"
        )
    }

    /// Rules about people where dockerd asks nobody for a name.
    private func checkAuthentication(_ rule: CheckedRule) {
        guard options.dockerdAuthenticates == false else { return }
        var nobody = PartialCall(check: self, isNameless: true)
        nobody.values = [.call(.user): [], .call(.authentication): []]
        guard nobody.evaluate(rule.match) == .never, PartialCall(check: self).evaluate(rule.match) != .never else {
            return
        }
        warn(
            .nobodyAuthenticates,
            rule,
            at: rule.syntax.node,
            "the rule `\(rule.id)` matches nobody: this dockerd asks no client for a certificate, so nobody has a name",
            help: "set `tlsverify` and give people certificates, or match the empty name `''`"
        )
    }
}
