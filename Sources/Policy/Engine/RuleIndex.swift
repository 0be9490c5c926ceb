import DockerAPI
import StrictJSON

/// Finds the rules that can match a call, without looking at the others.
///
/// A rule that requires a literal path, action, user, group or method is looked up by it; all others are candidates for
/// every call. Leaving a rule out is the same as finding that required condition false, so it changes no decision.
struct RuleIndex: Sendable {
    /// From the most to the least selective.
    private static let keys: [CallAttribute] = [.path, .action, .user, .method]

    private var always: [Int32] = []
    private var tables: [LiteralTable] = Array(repeating: LiteralTable(), count: keys.count)
    private var byGroup: [[Int32]] = []
    private let count: Int

    init(_ rules: [CompiledRule], groups: [[UInt8]]) {
        count = rules.count
        byGroup = Array(repeating: [], count: groups.count)
        for (number, rule) in rules.enumerated() {
            let required = Self.requirements(of: rule.expression)
            if let (table, texts) = Self.bestKey(required) {
                for text in Set(texts) { tables[table].insert(number, for: text) }
            } else if let group = Self.onlyGroup(required, groups) {
                byGroup[group].append(Int32(truncatingIfNeeded: number))
            } else {
                always.append(Int32(truncatingIfNeeded: number))
            }
        }
    }

    /// Calls once with each rule that could match, in no particular order.
    func forEachCandidate(_ call: APICall, _ membership: GroupSet, _ visit: (Int) -> Void) {
        guard !hasBrokenKey(call) else {
            // Every rule gets to fail over it.
            for number in 0..<count { visit(number) }
            return
        }
        for number in always { visit(Int(number)) }
        for (table, key) in zip(tables, Self.keys) where !table.isEmpty {
            call.forEachValue(of: key) { value in
                for number in table.rules(for: value) { visit(Int(number)) }
                return false
            }
        }
        membership.forEach { group in
            guard group < byGroup.count else { return false }
            for number in byGroup[group] { visit(Int(number)) }
            return true
        }
    }

    /// Whether a value that rules are looked up by isn't text.
    private func hasBrokenKey(_ call: APICall) -> Bool {
        var isBroken = false
        for (table, key) in zip(tables, Self.keys) where !table.isEmpty {
            call.forEachValue(of: key) { value in
                if !UTF8Sequence.isValid(value) { isBroken = true }
                return false
            }
        }
        return isBroken
    }

    /// The conditions that all have to hold.
    private static func requirements(of expression: Expression) -> [Condition] {
        switch expression {
        case .condition(let condition): [condition]
        case .all(let parts, _): parts.flatMap(requirements)
        case .any, .not: []
        }
    }

    /// The only texts that an attribute may be for a condition to hold.
    private static func texts(_ condition: Condition) -> [[UInt8]]? {
        guard case .some(let matchers) = condition.test else { return nil }
        var texts: [[UInt8]] = []
        for matcher in matchers {
            guard let known = matcher.texts else { return nil }
            texts += known
        }
        return texts
    }

    private static func bestKey(_ required: [Condition]) -> (Int, [[UInt8]])? {
        for (table, key) in keys.enumerated() {
            for condition in required where condition.attribute == .call(key) {
                if let texts = texts(condition) { return (table, texts) }
            }
        }
        return nil
    }

    /// The group that a rule is about, when it is exactly one.
    private static func onlyGroup(_ required: [Condition], _ groups: [[UInt8]]) -> Int? {
        for condition in required where condition.attribute == .group {
            if let texts = texts(condition), texts.count == 1, let group = groups.firstIndex(of: texts[0]) {
                return group
            }
        }
        return nil
    }
}
