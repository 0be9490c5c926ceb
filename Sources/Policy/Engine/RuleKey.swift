import DockerAPI
import PCRE2

/// A condition that a rule can be found by: an attribute that has to be one of a few texts.
struct RuleKey {
    enum Place: Int, CaseIterable {
        // From the most to the least selective.
        case path
        case action
        case user
        case group
        case method
    }

    let place: Place
    let texts: Set<[UInt8]>
    /// What is left to be evaluated when the call has one of the texts; nothing when that was all.
    let remainder: Expression?

    /// The best key of a rule, if it requires any text at all.
    ///
    /// - Parameter places: Those that count.
    init?(_ expression: Expression, among places: [Place] = Place.allCases) {
        let parts = Self.required(expression)
        var best: (place: Place, part: Int, texts: Set<[UInt8]>)?
        for (number, part) in parts.enumerated() {
            guard case .condition(let condition) = part, let place = Place(condition.attribute),
                places.contains(place), let texts = Self.texts(condition),
                best.map({ place.rawValue < $0.place.rawValue }) ?? true
            else { continue }
            // A caller can be in several groups: a rule must not be found twice.
            if place == .group, texts.count != 1 { continue }
            best = (place, number, texts)
        }
        guard let best else { return nil }
        place = best.place
        texts = best.texts
        remainder = Self.remainder(of: parts, without: best.part, expression.source)
    }

    /// What has to hold for the whole to hold; nothing where there is a choice.
    private static func required(_ expression: Expression) -> [Expression] {
        switch expression {
        case .all(let parts, _): parts
        case .condition: [expression]
        case .any, .not: []
        }
    }

    private static func remainder(
        of parts: [Expression],
        without part: Int,
        _ source: ExpressionSource
    ) -> Expression? {
        var left = parts
        left.remove(at: part)
        return left.count > 1 ? .all(left, source) : left.first
    }

    /// Texts of which the path has to contain one for a rule to match, when there are any that are long enough.
    static func pathTexts(_ expression: Expression) -> [[UInt8]]? {
        for case .condition(let condition) in required(expression) where condition.attribute == .call(.path) {
            guard case .some(let matchers) = condition.test else { continue }
            let texts = matchers.map(\.requiredTexts)
            guard texts.allSatisfy({ $0?.allSatisfy { $0.count >= PathFilter.shortestText } ?? false }) else {
                continue
            }
            return texts.flatMap { $0 ?? [] }
        }
        return nil
    }

    /// A pattern that the whole path has to match for a rule to match, and what else the rule asks for; where that pattern
    /// can be run in a list.
    static func pathPattern(_ expression: Expression) -> (pattern: Pattern, remainder: Expression?)? {
        let parts = required(expression)
        for (number, part) in parts.enumerated() {
            guard case .condition(let condition) = part, condition.attribute == .call(.path),
                case .some = condition.test, let pattern = condition.onlyPattern, PatternList.takes(pattern)
            else { continue }
            return (pattern, remainder(of: parts, without: number, expression.source))
        }
        return nil
    }

    /// The only texts that the attribute may be for a condition to hold.
    private static func texts(_ condition: Condition) -> Set<[UInt8]>? {
        guard case .some(let matchers) = condition.test else { return nil }
        var texts: Set<[UInt8]> = []
        for matcher in matchers {
            guard let known = matcher.texts else { return nil }
            texts.formUnion(known)
        }
        return texts
    }
}

extension RuleKey.Place {
    fileprivate init?(_ attribute: Attribute) {
        switch attribute {
        case .call(.path): self = .path
        case .call(.action): self = .action
        case .call(.user): self = .user
        case .group: self = .group
        case .call(.method): self = .method
        default: return nil
        }
    }
}
