import DockerAPI
import PCRE2

/// Evaluates rules against a call of which not everything is known.
///
/// What is known is asked of the ``Evaluator`` that decides calls; what isn't gives every truth that a value could make of
/// it, but for failures: a value that isn't text or makes a pattern hit its limits gets the call denied in any case.
struct PartialEvaluator {
    let call: APICall
    let unknowns: CallUnknowns
    private(set) var engine: Evaluator<NoObserver>
    /// Groups that the caller may belong to beside the known ones.
    let uncertainGroups: GroupSet
    private var effect = Effect.allow

    init(_ policy: CompiledPolicy, _ call: APICall, _ unknowns: CallUnknowns, scratch: MatchScratch) {
        self.call = call
        self.unknowns = unknowns
        engine = Evaluator(policy, call, scratch: scratch, observer: NoObserver())
        let groups = policy.groups.groups(of: call, unknowns)
        engine.membership = groups.known
        uncertainGroups = groups.uncertain
    }

    /// Whether rules can be found by the index.
    var knowsKeys: Bool {
        unknowns.attributes.isDisjoint(with: CallUnknowns.keys) && uncertainGroups.isEmpty
    }

    /// Whether one more pattern may be run.
    mutating func mayMatch() -> Bool { engine.mayMatch() }

    mutating func possibilities(_ rule: CompiledRule) -> TruthSet {
        begin(rule.identity.effect)
        return possibilities(rule.expression)
    }

    mutating func possibilities(_ candidate: RuleIndex.Candidate) -> TruthSet {
        begin(candidate.rule.identity.effect)
        guard let remainder = candidate.remainder else { return .yes }
        return possibilities(remainder)
    }

    /// What the conditions of the rules evaluated next mean to a call.
    mutating func begin(_ effect: Effect) {
        self.effect = effect
        engine.emptyVariable = effect == .allow ? .undefined : .no
        engine.failure = nil
    }

    mutating func possibilities(_ expression: Expression) -> TruthSet {
        switch expression {
        case .condition(let condition):
            return possibilities(condition, expression)
        case .all(let parts, _):
            var truth = TruthSet.yes
            for part in parts where truth != .no { truth.and(possibilities(part)) }
            return truth
        case .any(let parts, _):
            var truth = TruthSet.no
            for part in parts where truth != .yes { truth.or(possibilities(part)) }
            return truth
        case .not(let part, _):
            return !possibilities(part)
        }
    }

    private mutating func possibilities(_ condition: Condition, _ expression: Expression) -> TruthSet {
        switch condition.attribute {
        case .group:
            if !uncertainGroups.isEmpty { return groupPossibilities(condition, expression) }
            guard condition.knowsVariables(knows) else { return open(condition) }
        case .call(let attribute):
            guard unknowns.knows(attribute) else { return open(condition) }
            // Without a value no pattern is asked for.
            guard condition.knowsVariables(knows) || !hasValue(attribute) else { return open(condition) }
        }
        return TruthSet(engine.evaluate(expression, call))
    }

    private func hasValue(_ attribute: CallAttribute) -> Bool {
        var hasValue = false
        call.forEachValue(of: attribute) { _ in
            hasValue = true
            return false
        }
        return hasValue
    }

    private func knows(_ attribute: Attribute) -> Bool {
        switch attribute {
        case .group: uncertainGroups.isEmpty
        case .call(let attribute): unknowns.knows(attribute)
        }
    }

    /// With the groups that are known, and with all that may come to them.
    private mutating func groupPossibilities(_ condition: Condition, _ expression: Expression) -> TruthSet {
        guard condition.isMonotone, condition.knowsVariables(knows) else { return open(condition) }
        let known = engine.membership
        var result = TruthSet(engine.evaluate(expression, call))
        engine.membership.formUnion(uncertainGroups)
        result.formUnion(TruthSet(engine.evaluate(expression, call)))
        engine.membership = known
        return result == .either ? result.union(TruthSet(.undefined)) : result
    }

    /// What values that nobody knows could make of a condition.
    private mutating func open(_ condition: Condition) -> TruthSet {
        var isHidden = false
        if case .call(.fact(let fact)) = condition.attribute { isHidden = unknowns.hiddenFacts.contains(fact) }
        // Known values, and a pattern that isn't: whether there are any doesn't matter enough.
        let hasValue = isHidden || condition.attribute.isSingle
        let fits: TruthSet
        switch condition.test {
        case .exists(let expected): return isHidden ? TruthSet(Truth(expected)) : .either
        case .within: return .either
        case .some(let matchers), .someOther(let matchers), .all(let matchers), .none(let matchers):
            fits = self.fits(matchers, condition.attribute)
        }
        switch condition.test {
        case .some, .all: return hasValue ? fits : fits.union(.no)
        case .someOther: return hasValue ? !fits : (!fits).union(.no)
        case .none: return hasValue ? !fits : (!fits).union(.yes)
        case .exists, .within: return .either
        }
    }

    /// Whether a value that nobody knows could match some of the patterns.
    private mutating func fits(_ matchers: [Matcher], _ attribute: Attribute) -> TruthSet {
        var truth = TruthSet.no
        for matcher in matchers {
            switch matcher {
            case .literals, .pattern: truth.or(isPossible(matcher, attribute) ? .either : .no)
            case .template(let template):
                truth.or(
                    isUsable(template)
                        ? TruthSet.either.union(TruthSet(engine.emptyVariable)) : TruthSet(engine.emptyVariable)
                )
            }
        }
        return truth
    }

    /// Whether some text of a pattern is a path of the route that the call takes; anything is possible elsewhere.
    private func isPossible(_ matcher: Matcher, _ attribute: Attribute) -> Bool {
        guard attribute == .call(.path), let route = unknowns.route, let texts = matcher.texts else { return true }
        return texts.contains { route.endpoint.takes(path: $0.span) }
    }

    /// Whether a `${…}` may have a value.
    private func isUsable(_ template: PatternTemplate) -> Bool {
        template.variables.allSatisfy { variable in
            guard knows(variable.attribute) else { return true }
            var isUsable = false
            switch variable.attribute {
            case .group:
                let names = engine.groups.nameBytes
                engine.membership.forEach { index in
                    guard index < names.count else { return false }
                    let name = names[index]
                    isUsable = variable.isUsable(name.span)
                    return !isUsable
                }
            case .call(let attribute):
                call.forEachValue(of: attribute) { value in
                    isUsable = variable.isUsable(value)
                    return !isUsable
                }
            }
            return isUsable
        }
    }
}
