import DockerAPI

/// A rule as it is written, ready to be reasoned about.
final class CheckedRule {
    let syntax: RuleSyntax
    let match: MatchSyntax
    let effect: Effect
    let mode: EnforcementMode
    let source: SourceText
    /// In the order of the policy's files.
    let number: Int
    /// The conditions that all have to hold: the `match`, with groups inside of groups taken apart.
    let required: [MatchSyntax]

    init(_ syntax: RuleSyntax, _ match: MatchSyntax, _ effect: Effect, _ file: RuleFileSyntax, number: Int) {
        self.syntax = syntax
        self.match = match
        self.effect = effect
        mode = syntax.mode == .monitor || file.mode == .monitor ? .monitor : .enforce
        source = file.source
        self.number = number
        var required: [MatchSyntax] = []
        func add(_ part: MatchSyntax) {
            if case .all(let parts, _) = part { parts.forEach(add) } else { required.append(part) }
        }
        add(match)
        self.required = required
    }

    var id: String { syntax.id }

    /// Visits every condition, with whether it stands under an odd number of `not:` groups.
    func forEachCondition(_ visit: (ConditionSyntax, _ isNegated: Bool) -> Void) {
        match.forEachCondition(isNegated: false, visit)
    }
}

extension MatchSyntax {
    /// Recursive, to the depth that rule files may have.
    func forEachCondition(isNegated: Bool, _ visit: (ConditionSyntax, Bool) -> Void) {
        switch self {
        case .condition(let condition): visit(condition, isNegated)
        case .all(let parts, _), .any(let parts, _):
            for part in parts { part.forEachCondition(isNegated: isNegated, visit) }
        case .not(let part, _): part.forEachCondition(isNegated: !isNegated, visit)
        }
    }
}

extension ConditionSyntax.Test {
    /// The patterns that it compares with; none for `exists`, `min` and `max`.
    var patterns: [PatternSyntax] {
        switch self {
        case .some(let patterns), .someOther(let patterns), .all(let patterns), .none(let patterns): patterns
        case .exists, .within: []
        }
    }

    /// Whether matching a pattern speaks against it.
    var isNegative: Bool {
        switch self {
        case .someOther, .none, .exists(false): true
        default: false
        }
    }
}
