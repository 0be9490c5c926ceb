import DockerAPI
import PCRE2

extension Evaluator {
    /// Calls with every value of an attribute until told to stop; an exhaustive observer sees all of them.
    mutating func forEachValue(
        of attribute: Attribute,
        _ call: APICall,
        _ visit: (inout Self, APICall, Span<UInt8>) -> Bool
    ) {
        switch attribute {
        case .call(let attribute):
            call.forEachValue(of: attribute) { value in
                visit(&self, call, value) || Observer.isExhaustive
            }
        case .group:
            let names = groups.nameBytes
            membership.forEach { index in
                guard index < names.count else { return false }
                let name = names[index]
                return visit(&self, call, name.span) || Observer.isExhaustive
            }
        }
    }

    /// Whether one more pattern may be run in this call.
    @inline(__always)
    mutating func mayMatch() -> Bool { failuresLeft > 0 && budget.allowsOne() }

    /// Calls with whether each value of a condition's attribute fits, until told to stop.
    ///
    /// - Parameter wanted: Whether a value fits that matches some of the patterns, or one that matches none.
    @inline(__always)
    mutating func forEachFit(
        _ condition: Condition,
        _ matchers: [Matcher],
        matching wanted: Bool,
        _ call: APICall,
        _ visit: (Truth) -> Bool
    ) {
        let isText = pathIsText && condition.attribute == .call(.path)
        // Apart, so that the one pattern that there mostly is counts no reference for each value.
        if let only = condition.onlyPattern {
            forEachValue(of: condition.attribute, call) { evaluator, _, value in
                let matches = evaluator.match(value, only, isText: isText)
                return evaluator.saw(value, wanted ? matches : !matches, visit)
            }
        } else {
            forEachValue(of: condition.attribute, call) { evaluator, call, value in
                let matches = evaluator.match(value, matchers, call, isText: isText)
                return evaluator.saw(value, wanted ? matches : !matches, visit)
            }
        }
    }

    @inline(__always)
    private mutating func saw(_ value: Span<UInt8>, _ fits: Truth, _ visit: (Truth) -> Bool) -> Bool {
        observer.saw(value, fits)
        return visit(fits)
    }

    private mutating func match(
        _ value: Span<UInt8>,
        _ matchers: [Matcher],
        _ call: APICall,
        isText: Bool = false
    ) -> Truth {
        var truth = Truth.no
        for matcher in matchers {
            switch matcher {
            case .literals(let texts): truth.or(judge(Matcher.match(value, among: texts, isText: isText)))
            case .pattern(let pattern): truth.or(match(value, pattern, isText: isText))
            case .template(let template): truth.or(match(value, template, call))
            }
            if truth == .yes { break }
        }
        return truth
    }

    private mutating func match(_ value: Span<UInt8>, _ pattern: Pattern, isText: Bool = false) -> Truth {
        guard failuresLeft > 0 else { return judge(.failed(.matchLimit)) }
        guard budget.allowsOne() else { return judge(.failed(.timeLimit)) }
        return judge(pattern.match(value, isText: isText, using: scratch))
    }

    private mutating func match(_ value: Span<UInt8>, _ template: PatternTemplate, _ call: APICall) -> Truth {
        guard template.variables.count == 1 else { return matchProduct(value, template, call) }
        let variable = template.variables[0]
        var truth = Truth.no
        var isDefined = false
        var budget = TemplateLimits.values
        forEachValue(of: variable.attribute, call) { evaluator, _, own in
            guard variable.isUsable(own) else { return true }
            isDefined = true
            budget &-= 1
            guard budget >= 0, let pattern = evaluator.cache.pattern(template, for: own) else {
                truth.or(evaluator.judge(.failed(.other)))
                return false
            }
            truth.or(evaluator.match(value, pattern))
            return truth != .yes
        }
        return isDefined ? truth : emptyVariable
    }

    /// Several different variables: every combination of the caller's values.
    private mutating func matchProduct(_ value: Span<UInt8>, _ template: PatternTemplate, _ call: APICall) -> Truth {
        var combinations: [[[UInt8]]] = [[]]
        for variable in template.variables {
            var values: [[UInt8]] = []
            forEachValue(of: variable.attribute, call) { _, _, own in
                if variable.isUsable(own) { values.append(own.withUnsafeBufferPointer { Array($0) }) }
                return values.count <= TemplateLimits.values
            }
            guard !values.isEmpty else { return emptyVariable }
            guard values.count <= TemplateLimits.values / combinations.count else { return judge(.failed(.other)) }
            combinations = combinations.flatMap { known in values.map { known + [$0] } }
        }
        var truth = Truth.no
        for values in combinations where truth != .yes {
            if let pattern = cache.pattern(template, for: values) {
                truth.or(match(value, pattern))
            } else {
                truth.or(judge(.failed(.other)))
            }
        }
        return truth
    }

    private mutating func judge(_ outcome: MatchOutcome) -> Truth {
        switch outcome {
        case .match: return .yes
        case .noMatch: return .no
        case .failed(let reason):
            if failure == nil { failure = reason }
            if failuresLeft > 0 { failuresLeft &-= 1 }
            return .failed
        }
    }
}
