import DockerAPI
import Policy

/// Counts decisions by their reason.
struct ReasonCounters: Sendable {
    private let counters: [(reason: Reason, counter: Counter)]
    private let others = Counter()

    init() {
        let reasons: [Reason] =
            [.allowedByRule, .defaultAllow, .noRuleMatched, .deniedByRule, .monitorMode, .evaluationError]
            + Guard.allCases.map { Reason($0) } + [.noPolicy, .auditUnavailable, .internalError]
        counters = reasons.map { ($0, Counter()) }
    }

    func add(_ reason: Reason) {
        for entry in counters where entry.reason == reason { return entry.counter.add() }
        others.add()
    }

    /// Those that came up, most frequent first.
    var counts: [(reason: String, count: UInt64)] {
        let all = counters.map { ($0.reason.rawValue, $0.counter.value) } + [("other", others.value)]
        return all.filter { $0.1 > 0 }.sorted { ($1.1, $0.0) < ($0.1, $1.0) }
    }

    var total: UInt64 { counts.reduce(0) { $0 &+ $1.count } }
}
