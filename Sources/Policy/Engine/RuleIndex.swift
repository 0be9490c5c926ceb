import DockerAPI
import PCRE2
import StrictJSON

/// Finds the rules that can match a call, without looking at the others.
///
/// A rule that requires a literal path, action, user, group or method is found by it, and that condition need not be
/// evaluated again; where there are many rules, those with patterns for paths are found by text that these require, or by
/// running the patterns side by side. All others are candidates for every call. A rule that is left out would have found
/// its required condition false, so this changes no decision.
struct RuleIndex: Sendable {
    /// A rule that may match when what is left of it holds.
    final class Candidate: Sendable {
        let rule: CompiledRule
        /// Nothing when the rule matches.
        let remainder: Expression?

        init(_ rule: CompiledRule, _ remainder: Expression?) {
            self.rule = rule
            self.remainder = remainder
        }
    }

    private let all: [Candidate]
    private var always: [Candidate] = []
    private var byPath = LiteralTable()
    private var byAction = LiteralTable()
    private var byUser = LiteralTable()
    private var byMethod = LiteralTable()
    private var byGroup: [[Candidate]]
    private var byPathText = PathFilter()
    private var byPathPattern: PathPatterns?

    /// With fewer rules of that kind, neither looking for text in the path nor a list of patterns is worth it.
    private static let filterThreshold = 16

    init(_ rules: [CompiledRule], groups: [[UInt8]]) {
        all = rules.map { Candidate($0, $0.expression) }
        byGroup = Array(repeating: [], count: groups.count)
        let filtered = Self.filtered(rules)
        byPathText = PathFilter(
            filtered.sorted { $0.key < $1.key }.map { (all[$0.key], $0.value) }
        )
        var patterns: [PathPatterns.Rule] = []
        for (number, rule) in rules.enumerated() where filtered[number] == nil {
            guard let key = RuleKey(rule.expression) else {
                if let path = RuleKey.pathPattern(rule.expression) {
                    let found = Candidate(rule, path.remainder)
                    patterns.append(PathPatterns.Rule(pattern: path.pattern, found: found, whole: all[number]))
                } else {
                    always.append(all[number])
                }
                continue
            }
            let candidate = Candidate(rule, key.remainder)
            for text in key.texts {
                switch key.place {
                case .path: byPath.insert(candidate, for: text)
                case .action: byAction.insert(candidate, for: text)
                case .user: byUser.insert(candidate, for: text)
                case .method: byMethod.insert(candidate, for: text)
                case .group:
                    // A rule about a group that isn't there matches nobody.
                    if let group = groups.firstIndex(of: text) { byGroup[group].append(candidate) }
                }
            }
        }
        if patterns.count >= Self.filterThreshold, let listed = PathPatterns(patterns) {
            byPathPattern = listed
        } else {
            always += patterns.map(\.whole)
        }
    }

    /// Whether rules are found by text in the path, and whether by patterns.
    var filtersPaths: Bool { !byPathText.isEmpty }
    var listsPatterns: Bool { byPathPattern != nil }

    /// The rules, by their number, that have no better key than text in their path patterns.
    private static func filtered(_ rules: [CompiledRule]) -> [Int: [[UInt8]]] {
        var filtered: [Int: [[UInt8]]] = [:]
        for (number, rule) in rules.enumerated() {
            guard RuleKey(rule.expression, among: [.path, .action, .user]) == nil,
                let texts = RuleKey.pathTexts(rule.expression)
            else { continue }
            filtered[number] = texts
        }
        return filtered.count < filterThreshold ? [:] : filtered
    }

    /// Calls once with each rule that could match, in no particular order.
    ///
    /// - Parameter mayMatch: Asked before each match of a pattern.
    func forEachCandidate(
        _ call: APICall,
        _ membership: GroupSet,
        _ scratch: MatchScratch,
        mayMatch: () -> Bool,
        _ visit: (Candidate) -> Void
    ) {
        guard !hasBrokenKey(call) else {
            // Every rule gets to fail over it.
            for candidate in all { visit(candidate) }
            return
        }
        for candidate in always { visit(candidate) }
        if !byPathText.isEmpty || byPathPattern != nil {
            call.forEachValue(of: .path) { path in
                byPathText.forEachCandidate(path, visit)
                byPathPattern?.forEachCandidate(path, scratch, mayMatch: mayMatch, visit)
                return false
            }
        }
        find(byPath, .path, call, visit)
        find(byAction, .action, call, visit)
        find(byUser, .user, call, visit)
        find(byMethod, .method, call, visit)
        membership.forEach { group in
            guard group < byGroup.count else { return false }
            for candidate in byGroup[group] { visit(candidate) }
            return true
        }
    }

    private func find(_ table: LiteralTable, _ key: CallAttribute, _ call: APICall, _ visit: (Candidate) -> Void) {
        guard !table.isEmpty else { return }
        call.forEachValue(of: key) { value in
            for candidate in table.candidates(for: value) { visit(candidate) }
            return false
        }
    }

    /// Whether a value that rules are found by isn't text.
    private func hasBrokenKey(_ call: APICall) -> Bool {
        isBroken(byPath.isEmpty && byPathText.isEmpty && byPathPattern == nil, .path, call)
            || isBroken(byAction.isEmpty, .action, call)
            || isBroken(byUser.isEmpty, .user, call)
            || isBroken(byMethod.isEmpty, .method, call)
    }

    private func isBroken(_ isUnused: Bool, _ key: CallAttribute, _ call: APICall) -> Bool {
        guard !isUnused else { return false }
        var isBroken = false
        call.forEachValue(of: key) { value in
            isBroken = !UTF8Sequence.isValid(value)
            return false
        }
        return isBroken
    }
}
