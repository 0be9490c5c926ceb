import DockerAPI

/// Finds a rule that matches whatever another one matches.
///
/// Sound and not complete: what it finds is so for every call, and some that it doesn't find would be so as well.
struct RuleCover {
    private let check: PolicyCheck
    private let implication: Implication
    /// Rules that may cover others, by a text that one of their conditions asks for.
    private var byText: [String: [CheckedRule]] = [:]
    /// The same by patterns that aren't a text: rules that were copied and changed have them in common.
    private var byPattern: [String: [CheckedRule]] = [:]
    /// Those without such a text.
    private var free: [CheckedRule] = []

    /// Comparisons for one rule, and about those for all of them: who has ten thousand rules waits no longer than a second.
    private let comparisonLimit: Int
    private static let totalLimit = 100_000

    init(_ check: PolicyCheck, _ rules: [CheckedRule]) {
        self.check = check
        implication = Implication(check)
        let share = Self.totalLimit / max(rules.count, 1)
        let freeLimit = min(200, max(5, share))
        comparisonLimit = min(400, max(10, share))
        for rule in rules {
            for pattern in Self.patterns(rule, check) { byPattern[pattern, default: []].append(rule) }
            let keys = Self.keys(rule, check)
            if let best = keys.min(by: { ($0.rank, $0.texts.count) < ($1.rank, $1.texts.count) }) {
                for text in best.texts { byText[text, default: []].append(rule) }
            } else if free.count < freeLimit {
                free.append(rule)
            }
        }
    }

    /// A rule that makes this one needless: of the same effect, or a deny rule.
    func wider(than rule: CheckedRule) -> CheckedRule? {
        var seen: Set<Int> = [rule.number]
        var left = comparisonLimit
        func find(in rules: [CheckedRule]) -> CheckedRule? {
            for other in rules {
                guard left > 0 else { break }
                guard seen.insert(other.number).inserted else { continue }
                left -= 1
                if covers(other, rule) { return other }
            }
            return nil
        }
        // A rule that asks for one of some texts covers this one only if it knows each of this one's texts.
        var buckets = Self.patterns(rule, check).compactMap { byPattern[$0] }
        buckets += Self.keys(rule, check).compactMap { key in key.texts.first.flatMap { byText[$0] } }
        buckets += groups(of: rule).compactMap { byText["group = \($0)"] }
        // What is rare comes first.
        for bucket in buckets.sorted(by: { $0.count < $1.count }) {
            if let found = find(in: bucket) { return found }
        }
        return find(in: free)
    }

    /// The groups of the first user that a rule asks for.
    private func groups(of rule: CheckedRule) -> [String] {
        for case .condition(let condition) in rule.required where condition.attribute == .call(.user) {
            guard let user = check.texts(condition)?.first else { continue }
            let name = String(decoding: user, as: UTF8.self)
            return check.files.flatMap(\.groups).filter { group in
                group.members.contains { if case .user(name) = $0 { true } else { false } }
            }.map(\.name)
        }
        return []
    }

    private func covers(_ wide: CheckedRule, _ rule: CheckedRule) -> Bool {
        guard wide.syntax.phase == rule.syntax.phase else { return false }
        // What is only recorded makes nothing needless.
        guard wide.mode == .enforce || rule.mode == .monitor && wide.effect == rule.effect else { return false }
        if rule.effect == .deny, wide.effect == .allow { return false }
        // A denial has a text of its own to show.
        if rule.effect == .deny, rule.syntax.message != nil { return false }
        guard wide.mode == rule.mode || wide.effect != rule.effect else { return false }
        guard implication.holds(from: rule.required, to: wide.match) else { return false }
        // Of two that say the same the first one stays.
        return wide.effect != rule.effect || wide.number < rule.number
            || !implication.holds(from: wide.required, to: rule.match)
    }

    /// The patterns of the conditions that have only one, and one that is no plain text.
    private static func patterns(_ rule: CheckedRule, _ check: PolicyCheck) -> [String] {
        rule.required.compactMap { part in
            guard case .condition(let condition) = part, case .some = condition.test else { return nil }
            let patterns = check.patterns(condition)
            guard patterns.count == 1, patterns[0].texts == nil, !patterns[0].isEverything else { return nil }
            return "\(PolicyCheck.name(condition.attribute)) ~ \(patterns[0].text)"
        }
    }

    private struct Key {
        /// Lower where fewer rules ask for the same.
        let rank: Int
        /// The texts that a condition asks for, with the attribute.
        let texts: [String]
    }

    private static func keys(_ rule: CheckedRule, _ check: PolicyCheck) -> [Key] {
        rule.required.compactMap { part in
            guard case .condition(let condition) = part, case .some = condition.test else { return nil }
            guard condition.test.patterns.count <= 16, let texts = check.texts(condition), !texts.isEmpty else {
                return nil
            }
            let name = PolicyCheck.name(condition.attribute)
            let rank: Int
            switch condition.attribute {
            case .call(.path), .call(.uri), .call(.target): rank = 0
            case .group: rank = 3
            case .call(.method): rank = 4
            case .call(.action): rank = 2
            default: rank = 1
            }
            return Key(rank: rank, texts: texts.map { "\(name) = \(String(decoding: $0, as: UTF8.self))" })
        }
    }
}
