import DockerAPI

/// A call of which only some things are known, and what conditions make of it.
///
/// On the safe side: ``Certainty/never`` is said only of what no such call can fulfil, failed evaluations included.
struct PartialCall {
    let check: PolicyCheck
    var state: EndpointStates.State?
    /// Attributes with one value that is known.
    var values: [Attribute: [UInt8]] = [:]
    /// Whether the caller comes over a socket where nobody has a name.
    var isNameless = false

    /// Recursive, to the depth that rule files may have.
    func evaluate(_ match: MatchSyntax) -> Certainty {
        switch match {
        case .condition(let condition): return evaluate(condition)
        case .all(let parts, _):
            var certainty = Certainty.always
            for part in parts where certainty != .never { certainty.and(evaluate(part)) }
            return certainty
        case .any(let parts, _):
            var certainty = Certainty.never
            for part in parts where certainty != .always { certainty.or(evaluate(part)) }
            return certainty
        case .not(let part, _): return !evaluate(part)
        }
    }

    func evaluate(_ condition: ConditionSyntax) -> Certainty {
        if let value = values[condition.attribute] { return evaluate(condition, value) }
        switch condition.attribute {
        case .group where check.policy.groups.isEmpty || isNameless && !check.hasLocalGroup(condition):
            return evaluateWithoutValues(condition)
        case .call(.certificate) where isNameless:
            return evaluateWithoutValues(condition)
        case .call(.action):
            return state.map { evaluateAction(condition, $0.action) } ?? .maybe
        case .call(.method):
            return state?.method.map { evaluate(condition, $0) } ?? .maybe
        case .call(.fact(let fact)):
            guard let state, !state.facts.contains(fact) else { return .maybe }
            return evaluateWithoutValues(condition)
        case .call(.bodyPath), .call(.body):
            guard let state, !state.readsBody else { return .maybe }
            return evaluateWithoutValues(condition)
        default: return .maybe
        }
    }

    /// The patterns of an action are asked once, whatever the number of rules.
    private func evaluateAction(_ condition: ConditionSyntax, _ action: Int) -> Certainty {
        if case .exists(let expected) = condition.test { return expected ? .always : .never }
        guard !condition.test.patterns.isEmpty else { return .maybe }
        var fits = Certainty.never
        for pattern in check.patterns(condition) {
            fits.or(pattern.actions.map { $0[action] ? .always : .never } ?? .maybe)
        }
        return condition.test.isNegative ? !fits : fits
    }

    /// - Parameter value: The only one.
    private func evaluate(_ condition: ConditionSyntax, _ value: [UInt8]) -> Certainty {
        switch condition.test {
        case .exists(let expected): return value.isEmpty == expected ? .never : .always
        case .within(let range): return range.contains(value.span) ? .always : .never
        case .some, .someOther, .all, .none: break
        }
        var fits = Certainty.never
        for pattern in check.patterns(condition) {
            fits.or(pattern.matches(value).map { $0 ? .always : .never } ?? .maybe)
        }
        return condition.test.isNegative ? !fits : fits
    }

    /// What a condition makes of an attribute that has no value.
    private func evaluateWithoutValues(_ condition: ConditionSyntax) -> Certainty {
        switch condition.test {
        case .some, .someOther, .all, .within: .never
        case .none: .always
        case .exists(let expected): expected ? .never : .always
        }
    }
}
