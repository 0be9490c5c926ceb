import Audit

/// A log that was summed up, with what a reader has to know about where it comes from.
struct LogReport {
    let summary: LogSummary
    /// As they were named on the command line; empty for the plugin's own directory.
    let files: [String]
    /// What only was counted, as it was asked for; empty for everything.
    let constraint: String
    /// Lines that are no records.
    let problems: Int
    /// Files that couldn't be read to their end.
    let unreadable: Int
    /// What couldn't be read, and where, the first of it.
    let notes: [String]
    /// Rows of each ranking.
    let top: Int
    let made: Timestamp

    /// Whether there is anything before the period to compare it with.
    var comparesWithBefore: Bool { summary.since != nil && summary.before > 0 }

    /// A ranking, and what to call it.
    struct Ranking {
        let title: String
        let name: StaticString
        let table: RankedTable
    }

    var rankings: [Ranking] {
        [
            Ranking(title: "by user", name: "users", table: summary.users),
            Ranking(title: "by action", name: "actions", table: summary.actions),
            Ranking(title: "by rule", name: "rules", table: summary.rules),
            Ranking(title: "by reason", name: "reasons", table: summary.reasons),
            Ranking(title: "what calls would have had", name: "uses", table: summary.facts),
        ]
    }

    /// New users' calls are all new; of others those that they never made before.
    var newDoings: [RankedTable.Row] {
        let users = Set(summary.users.newRows.map { $0.values.first ?? "" })
        return summary.doings.newRows.filter { !users.contains($0.values.first ?? "") }
    }

    /// Of all tables those that had more different values than they keep apart.
    var fullTables: [String] {
        var names = rankings.filter { $0.table.isFull }.map(\.title)
        if summary.doings.isFull { names.append("new calls") }
        if summary.denials.isFull { names.append("denied most") }
        if summary.failures.isFull { names.append("rules that failed") }
        return names
    }

    /// `2.3%`, of the calls.
    static func share(_ part: Int, of whole: Int) -> String {
        guard whole > 0 else { return "0%" }
        let tenths = Int(Double(part) / Double(whole) * 1000 + 0.5)
        return part > 0 && tenths == 0 ? "<0.1%" : "\(tenths / 10).\(tenths % 10)%"
    }

    /// What the log tells about itself: `2 gaps, 1 policy change`.
    var eventCounts: [String] {
        let names = [
            "gap": "gap", "policy": "policy record", "start": "start", "stop": "stop", "checkpoint": "checkpoint",
        ]
        return summary.events.counts.sorted { $0.key < $1.key }.map { phase, count in
            CallText.count(count, names[phase] ?? "`\(CallText.short(phase))` record")
        }
    }

    static func time(_ time: Timestamp?) -> String {
        guard let time else { return "-" }
        return time.description.prefix(19) + "Z"
    }
}
