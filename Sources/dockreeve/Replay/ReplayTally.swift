import Policy

/// Counts what came of the calls, by outcome, rule, user and action, and keeps a few examples of each.
struct ReplayTally {
    struct Key: Hashable {
        let outcome: ReplayedCall.Outcome
        /// Ids of rules, or a reason where no rule says it.
        let cause: String
        let user: String
        let action: String
    }

    struct Group {
        var count = 0
        var examples: [String] = []
        /// What is asked for and not there.
        var conditions: [String] = []
    }

    /// More groups than these are counted as one: users and actions of a log are whatever callers wrote.
    static let groupLimit = 20_000
    static let exampleLimit = 3

    private(set) var counts: [ReplayedCall.Outcome: Int] = [:]
    private(set) var groups: [Key: Group] = [:]
    /// Where each rule stands.
    private(set) var places: [String: String] = [:]

    var total: Int { counts.values.reduce(0, +) }
    func count(_ outcome: ReplayedCall.Outcome) -> Int { counts[outcome, default: 0] }
    var flips: Int { count(.allowed) + count(.denied) }

    /// Counts a call as one that came out as before; the most frequent case costs nothing else.
    mutating func addSame() { counts[.same, default: 0] += 1 }

    /// - Parameters:
    ///   - example: Where the call stands and what it is; asked for only where it is kept.
    ///   - conditions: What was asked for and isn't there; asked for once for each group.
    mutating func add(
        _ call: ReplayedCall,
        user: String,
        action: String,
        example: () -> String,
        conditions: () -> [String]
    ) {
        counts[call.outcome, default: 0] += 1
        let rules = call.outcome == .undecidable ? call.verdict.open.map(\.rule) : call.verdict.rules
        var cause = rules.map(\.id).joined(separator: ", ")
        if cause.isEmpty { cause = call.verdict.reason?.rawValue ?? "" }
        if call.outcome == .notCompared {
            let then = call.beforeReason.isEmpty ? "nothing" : call.beforeReason
            cause = "recorded: \(then); now \(call.verdict.isAllowed == true ? "allowed" : "denied"): \(cause)"
        }
        var key = Key(outcome: call.outcome, cause: cause, user: user, action: action)
        if groups[key] == nil, groups.count >= Self.groupLimit {
            key = Key(outcome: call.outcome, cause: "…", user: "…", action: "…")
        }
        var group = groups[key] ?? Group()
        if group.count == 0 {
            for rule in rules { places[rule.id] = rule.place.lineDescription }
            if call.outcome == .undecidable { group.conditions = conditions() }
        }
        group.count += 1
        if group.examples.count < Self.exampleLimit { group.examples.append(example()) }
        groups[key] = group
    }
}
