import DockerAPI
import PCRE2
import StrictJSON

/// Evaluates rules against one call.
struct Evaluator<Observer: EvaluationObserver> {
    let groups: GroupTable
    /// The groups of the caller.
    var membership: GroupSet
    let cache: TemplateCache
    let scratch: MatchScratch
    var observer: Observer

    /// What an empty `${…}` makes of a pattern: nothing matches it, and no allow rule is opened by that.
    var emptyVariable = Truth.undefined
    /// The first failure since it was cleared.
    var failure: MatchFailure?
    /// Whether the path is UTF-8: looked at once, not for every pattern.
    let pathIsText: Bool
    /// Matches that may still fail in this call. Each can take milliseconds; a body may hold thousands of values.
    var failuresLeft = 32
    /// What all matches of this call may take.
    var budget = MatchBudget()

    init(_ policy: CompiledPolicy, _ call: APICall, scratch: MatchScratch, observer: Observer) {
        groups = policy.groups
        membership = policy.groups.groups(of: call)
        cache = policy.cache
        self.scratch = scratch
        self.observer = observer
        var isText = false
        call.forEachValue(of: .path) { path in
            isText = UTF8Sequence.isValid(path)
            return false
        }
        pathIsText = isText
    }

    /// Whether a rule's `match` holds.
    mutating func evaluate(_ rule: CompiledRule, _ call: APICall) -> Truth {
        emptyVariable = rule.identity.effect == .allow ? .undefined : .no
        failure = nil
        return evaluate(rule.expression, call)
    }

    /// Whether the `match` of a rule that was found by one of its conditions holds.
    mutating func evaluate(_ candidate: RuleIndex.Candidate, _ call: APICall) -> Truth {
        emptyVariable = candidate.rule.identity.effect == .allow ? .undefined : .no
        failure = nil
        guard let remainder = candidate.remainder else { return .yes }
        return evaluate(remainder, call)
    }

    mutating func evaluate(_ expression: Expression, _ call: APICall) -> Truth {
        observer.begin(expression)
        var truth: Truth
        switch expression {
        case .condition(let condition):
            truth = evaluate(condition, call)
        case .all(let parts, _):
            truth = .yes
            for part in parts {
                truth.and(evaluate(part, call))
                if truth == .no, !Observer.isExhaustive { break }
            }
        case .any(let parts, _):
            truth = .no
            for part in parts {
                truth.or(evaluate(part, call))
                if truth == .yes, !Observer.isExhaustive { break }
            }
        case .not(let part, _):
            truth = !evaluate(part, call)
        }
        observer.end(truth)
        return truth
    }

    private mutating func evaluate(_ condition: Condition, _ call: APICall) -> Truth {
        let attribute = condition.attribute
        var truth: Truth
        switch condition.test {
        case .some(let matchers):
            truth = .no
            forEachFit(condition, matchers, matching: true, call) { fits in
                truth.or(fits)
                return truth != .yes
            }
        case .someOther(let matchers):
            truth = .no
            forEachFit(condition, matchers, matching: false, call) { fits in
                truth.or(fits)
                return truth != .yes
            }
        case .all(let matchers):
            truth = .yes
            var isEmpty = true
            forEachFit(condition, matchers, matching: true, call) { fits in
                isEmpty = false
                truth.and(fits)
                return truth != .no
            }
            if isEmpty { truth = .no }
        case .none(let matchers):
            truth = .yes
            forEachFit(condition, matchers, matching: false, call) { fits in
                truth.and(fits)
                return truth != .no
            }
        case .exists(let expected):
            var exists = false
            forEachValue(of: attribute, call) { evaluator, _, value in
                let counts = !attribute.isSingle || !value.isEmpty
                evaluator.observer.saw(value, Truth(counts == expected))
                if counts { exists = true }
                return !exists
            }
            truth = Truth(exists == expected)
        case .within(let range):
            truth = .yes
            var isEmpty = true
            forEachValue(of: attribute, call) { evaluator, _, value in
                isEmpty = false
                let isWithin = Truth(range.contains(value))
                evaluator.observer.saw(value, isWithin)
                truth.and(isWithin)
                return truth != .no
            }
            if isEmpty { truth = .no }
        }
        return truth
    }
}
