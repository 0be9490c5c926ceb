import Policy

/// The summary of a replay, as text.
struct ReplayReport {
    let tally: ReplayTally
    /// `10 rules of policies/`
    let policy: String
    /// What it was compared with.
    let reference: String
    /// Lines that are no records.
    let problems: Int

    private typealias Row = (key: ReplayTally.Key, group: ReplayTally.Group)

    /// Causes and callers that are shown of each outcome.
    var rowLimit = 40

    var text: String {
        var text = "replayed \(CallText.count(tally.total, "call")) with \(policy), compared with \(reference)\n"
        for (outcome, name) in [
            (ReplayedCall.Outcome.same, "as before"), (.denied, "would be denied now"),
            (.allowed, "would be allowed now"), (.undecidable, "undecidable"), (.notCompared, "not compared"),
        ] where outcome == .same || tally.count(outcome) > 0 {
            text += "  \(padded(CallText.grouped(tally.count(outcome)), 10))  \(name)\n"
        }
        if problems > 0 { text += "  \(padded(CallText.grouped(problems), 10))  no records at all, told above\n" }
        text += section(.denied, "would be denied now", "no rule allows it")
        text += section(.allowed, "would be allowed now", "allowed")
        text += section(.undecidable, "undecidable: the record doesn't hold what these rules ask for", "")
        text += section(
            .notCompared,
            "not compared: no decision of a policy is recorded",
            "no decision recorded"
        )
        return text
    }

    private func section(_ outcome: ReplayedCall.Outcome, _ title: String, _ empty: String) -> String {
        let rows: [Row] = tally.groups.filter { $0.key.outcome == outcome }.map { ($0.key, $0.value) }
        guard !rows.isEmpty else { return "" }
        var text = "\n\(title)\n"
        var byCause: [String: [Row]] = [:]
        for row in rows { byCause[row.key.cause, default: []].append(row) }
        let causes = byCause.map { (cause: $0.key, rows: $0.value, count: $0.value.reduce(0) { $0 + $1.group.count }) }
            .sorted { $0.count != $1.count ? $0.count > $1.count : $0.cause < $1.cause }
        var left = rowLimit
        for (cause, rows, count) in causes {
            guard left > 0 else { return text + "  …\n" }
            text += "  \(self.title(of: cause, empty)): \(CallText.grouped(count))\n"
            for condition in rows.lazy.map(\.group.conditions).first(where: { !$0.isEmpty }) ?? [] {
                text += "    asks for \(condition)\n"
            }
            for row in rows.sorted(by: Self.isBefore) where outcome != .notCompared {
                guard left > 0 else { break }
                left -= 1
                text +=
                    "    \(CallText.user(row.key.user))  \(SafeText.inline(row.key.action, maximum: 60))  "
                    + "\(CallText.grouped(row.group.count))×\n"
                for example in row.group.examples { text += "      \(example)\n" }
            }
        }
        return text
    }

    private static func isBefore(_ one: Row, _ other: Row) -> Bool {
        if one.group.count != other.group.count { return one.group.count > other.group.count }
        return (one.key.user, one.key.action) < (other.key.user, other.key.action)
    }

    private func title(of cause: String, _ empty: String) -> String {
        if cause.isEmpty || cause == Reason.noRuleMatched.rawValue { return empty }
        if cause.hasPrefix("recorded: ") { return SafeText.inline(cause) }
        let ids = cause.split(separator: ", ").map(String.init)
        return ids.map { id in tally.places[id].map { "\(id) (\($0))" } ?? SafeText.inline(id) }.joined(separator: ", ")
    }

    private func padded(_ text: String, _ width: Int) -> String {
        String(repeating: " ", count: max(0, width - text.count)) + text
    }
}
