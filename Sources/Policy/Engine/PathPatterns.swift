import PCRE2

/// Rules that can be told apart by nothing but the patterns that they have for the path: these are run side by side, and
/// only the rules whose pattern matches are looked at.
struct PathPatterns: Sendable {
    /// A rule whose path condition is one pattern.
    struct Rule {
        let pattern: Pattern
        /// The rule without that condition.
        let found: RuleIndex.Candidate
        /// All of it.
        let whole: RuleIndex.Candidate
    }

    private let list: PatternList
    private let rules: [Rule]

    /// Nothing where a pattern can't be in a list.
    init?(_ rules: [Rule]) {
        guard let list = PatternList(rules.map(\.pattern)) else { return nil }
        self.list = list
        self.rules = rules
    }

    /// Calls once with each rule whose pattern matches, and with each whose pattern fails, or may not be run any more: that
    /// one gets to fail over it.
    ///
    /// - Parameters:
    ///   - path: Well-formed UTF-8.
    ///   - mayMatch: Asked before each match.
    func forEachCandidate(
        _ path: Span<UInt8>,
        _ scratch: MatchScratch,
        mayMatch: () -> Bool,
        _ visit: (RuleIndex.Candidate) -> Void
    ) {
        list.forEachMatch(of: path, using: scratch, mayMatch: mayMatch) { number, outcome in
            visit(outcome == .match ? rules[number].found : rules[number].whole)
        }
    }
}
