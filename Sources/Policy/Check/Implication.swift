import DockerAPI

/// Whether some conditions holding makes others hold, for every call there can be.
final class Implication {
    let check: PolicyCheck
    /// By the object that says where a group stands.
    private var keys: [ObjectIdentifier: String] = [:]

    init(_ check: PolicyCheck) {
        self.check = check
    }

    /// - Parameter known: Conditions that all hold.
    func holds(from known: [MatchSyntax], to wanted: MatchSyntax) -> Bool {
        switch wanted {
        case .condition(let condition):
            return follows(condition, from: known)
        case .all(let parts, _):
            return parts.allSatisfy { holds(from: known, to: $0) }
        case .any(let parts, _):
            return isSaid(wanted, in: known) || parts.contains { holds(from: known, to: $0) }
        case .not:
            return isSaid(wanted, in: known)
        }
    }

    /// Whether the same group of conditions stands there.
    private func isSaid(_ wanted: MatchSyntax, in known: [MatchSyntax]) -> Bool {
        var key: String?
        return known.contains { part in
            switch (part, wanted) {
            case (.any, .any), (.not, .not):
                let wantedKey = key ?? self.key(wanted)
                key = wantedKey
                return self.key(part) == wantedKey
            default: return false
            }
        }
    }

    private func follows(_ wanted: ConditionSyntax, from known: [MatchSyntax]) -> Bool {
        if isAlwaysTrue(wanted) { return true }
        let conditions = known.compactMap { part in
            if case .condition(let condition) = part { condition } else { nil }
        }
        if conditions.contains(where: { implies($0, wanted) }) { return true }
        return wanted.attribute == .call(.action) && followsForActions(wanted, conditions)
    }

    /// `path: '.*'` and the like.
    private func isAlwaysTrue(_ condition: ConditionSyntax) -> Bool {
        guard condition.attribute.isSingle else { return false }
        switch condition.test {
        case .some, .all: return check.patterns(condition).contains(where: \.isEverything)
        default: return false
        }
    }

    /// Every action that the known conditions leave is one that is wanted.
    private func followsForActions(_ wanted: ConditionSyntax, _ known: [ConditionSyntax]) -> Bool {
        let known = known.filter { $0.attribute == .call(.action) }
        guard !known.isEmpty else { return false }
        return EndpointStates.actions.indices.allSatisfy { action in
            let state = EndpointStates.State(action: action, method: nil, facts: .all, readsBody: true)
            let call = PartialCall(check: check, state: state)
            return known.contains { call.evaluate($0) == .never } || call.evaluate(wanted) == .always
        }
    }

    private func implies(_ known: ConditionSyntax, _ wanted: ConditionSyntax) -> Bool {
        guard known.attribute == wanted.attribute else { return userImpliesGroup(known, wanted) }
        let isSingle = known.attribute.isSingle
        switch (known.test, wanted.test) {
        case (.some, .some), (.all, .all), (.all, .some):
            return isWithin(known, wanted)
        case (.some, .all):
            return isSingle && isWithin(known, wanted)
        case (.some, .someOther), (.some, .none):
            return isSingle && isApart(known, wanted)
        case (.all, .someOther), (.all, .none):
            return isApart(known, wanted)
        case (.someOther, .someOther), (.none, .none):
            return isSubset(wanted, known)
        case (.someOther, .none), (.none, .someOther):
            return isSingle && isSubset(wanted, known)
        case (.some, .exists(true)), (.all, .exists(true)):
            guard isSingle else { return true }
            return check.texts(known).map { !$0.contains([]) } ?? false
        case (.someOther, .exists(true)), (.within, .exists(true)):
            return !isSingle
        case (.exists(let one), .exists(let other)):
            return one == other
        case (.within(let one), .within(let other)):
            return isWithin(one, other)
        default:
            return false
        }
    }

    private func isWithin(_ one: NumberRange, _ other: NumberRange) -> Bool {
        if let minimum = other.minimum {
            guard let own = one.minimum, !(own < minimum) else { return false }
        }
        if let maximum = other.maximum {
            guard let own = one.maximum, !(maximum < own) else { return false }
        }
        return true
    }

    /// Every value that the known patterns match is matched by those that are wanted.
    private func isWithin(_ known: ConditionSyntax, _ wanted: ConditionSyntax) -> Bool {
        let wide = check.patterns(wanted)
        if wide.contains(where: \.isEverything) { return true }
        return check.patterns(known).allSatisfy { pattern in
            if wide.contains(where: { $0.text == pattern.text }) { return true }
            guard let texts = pattern.texts else { return false }
            return texts.allSatisfy { text in wide.contains { $0.matches(text) == true } }
        }
    }

    /// No value that the known patterns match is matched by the others.
    private func isApart(_ known: ConditionSyntax, _ others: ConditionSyntax) -> Bool {
        guard let texts = check.texts(known) else { return false }
        let others = check.patterns(others)
        return texts.allSatisfy { text in others.allSatisfy { $0.matches(text) == false } }
    }

    private func isSubset(_ one: ConditionSyntax, _ other: ConditionSyntax) -> Bool {
        let texts = Set(check.patterns(other).map(\.text))
        return check.patterns(one).allSatisfy { texts.contains($0.text) }
    }

    /// `user: alice` where alice belongs to the group.
    private func userImpliesGroup(_ known: ConditionSyntax, _ wanted: ConditionSyntax) -> Bool {
        guard known.attribute == .call(.user), wanted.attribute == .group, case .some = known.test,
            case .some = wanted.test, let users = check.texts(known)
        else { return false }
        let patterns = check.patterns(wanted)
        let groups = check.files.flatMap(\.groups).filter { group in
            patterns.contains { $0.matches(group.name) == true }
        }
        return users.allSatisfy { user in
            // An empty name is the local socket only where there is no TLS.
            !user.isEmpty
                && groups.contains { group in
                    group.members.contains {
                        if case .user(let name) = $0 { Array(name.utf8) == user } else { false }
                    }
                }
        }
    }

    /// The same text for what says the same.
    private func key(_ match: MatchSyntax) -> String {
        switch match {
        case .all(let parts, _): return "all(\(parts.map(key).sorted().joined(separator: "\u{1}")))"
        case .any(let parts, let source):
            return kept(source) { "any(\(parts.map(key).sorted().joined(separator: "\u{1}")))" }
        case .not(let part, let source):
            return kept(source) { "not(\(key(part)))" }
        case .condition(let condition):
            let patterns = check.patterns(condition).map { "\($0.text)\u{2}" }.sorted().joined()
            return "\(PolicyCheck.name(condition.attribute))\u{3}\(kind(condition.test))\u{3}\(patterns)"
        }
    }

    private func kept(_ source: ExpressionSource, _ make: () -> String) -> String {
        if let known = keys[ObjectIdentifier(source)] { return known }
        let key = make()
        keys[ObjectIdentifier(source)] = key
        return key
    }

    private func kind(_ test: ConditionSyntax.Test) -> String {
        switch test {
        case .some: "some"
        case .someOther: "other"
        case .all: "all"
        case .none: "none"
        case .exists(let expected): "exists \(expected)"
        case .within(let range): "within \(range)"
        }
    }
}
