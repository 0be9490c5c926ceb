import Audit
import Policy

/// A report for a terminal.
struct LogReportText {
    let report: LogReport
    let paint: Paint

    private var summary: LogSummary { report.summary }

    var text: String {
        var text = head
        for ranking in report.rankings { text += table(ranking) }
        text += denials + news + monitored + failures + events
        for name in report.fullTables {
            text += "\n\(name): there are more different values than are kept apart; the rest is counted as `…`\n"
        }
        return text
    }

    private func title(_ text: String) -> String { "\n" + paint(text, .bold) + "\n" }

    private var head: String {
        let (calls, denied) = (summary.calls, summary.denied)
        var text = "\(CallText.count(summary.records, "record"))"
        if summary.first != nil {
            text += ", \(LogReport.time(summary.first)) to \(LogReport.time(summary.last))"
        }
        text += "\n\(CallText.count(calls, "call")): \(CallText.grouped(max(0, calls - denied))) allowed, "
        text += paint("\(CallText.grouped(denied)) denied", denied > 0 ? .red : .dim)
        text += " (\(LogReport.share(denied, of: calls)))"
        if summary.withheld > 0 { text += ", \(CallText.count(summary.withheld, "answer")) withheld among them" }
        return text + "\n"
    }

    private func table(_ ranking: LogReport.Ranking) -> String {
        let rows = ranking.table.rows
        guard !rows.isEmpty else { return "" }
        var cells = [["", "calls", "denied"]]
        for row in rows.prefix(report.top) {
            cells.append([
                Self.name(row.values.first ?? "", ranking), CallText.grouped(row.calls),
                row.denied > 0 ? CallText.grouped(row.denied) : "-",
            ])
        }
        return title(ranking.title) + TextTable.lines(cells, numbers: [1, 2], indent: "  ") + more(rows.count)
    }

    private static func name(_ value: String, _ ranking: LogReport.Ranking) -> String {
        if "\(ranking.name)" == "users" { return CallText.user(value) }
        return value.isEmpty ? "-" : CallText.short(value)
    }

    private func more(_ count: Int) -> String {
        count > report.top ? "  and \(CallText.grouped(count - report.top)) more\n" : ""
    }

    private var denials: String {
        let rows = summary.denials.deniedRows
        guard !rows.isEmpty else { return "" }
        let cells = rows.prefix(report.top).map { row in
            [
                "\(CallText.grouped(row.denied))×", CallText.user(row.values[at: 0]), CallText.short(row.values[at: 1]),
                Self.why(row), row.examples.map { SafeText.inline($0) }.joined(separator: " "),
            ]
        }
        return title("denied most, with examples for `dockreeve audit show`")
            + TextTable.lines(cells, numbers: [0], indent: "  ") + more(rows.count)
    }

    /// `denied-by-rule: host.privileged`
    static func why(_ row: RankedTable.Row) -> String {
        let rules = SafeText.inline(row.values[at: 3], maximum: 100)
        return CallText.short(row.values[at: 2]) + (rules.isEmpty ? "" : ": \(rules)")
    }

    private var news: String {
        guard let since = summary.since else {
            return title("new in the period") + "  --since says from when on; what the logs have before that is known\n"
        }
        guard report.comparesWithBefore else {
            return title("new since \(LogReport.time(since))")
                + "  these logs hold nothing before it, so everything in them would be new\n"
        }
        func lines(_ rows: [RankedTable.Row], _ columns: Int) -> String {
            let cells = rows.prefix(report.top).map { row in
                [CallText.user(row.values[at: 0])]
                    + (1..<columns).map { CallText.short(row.values[at: $0]) }
                    + [
                        "\(CallText.grouped(row.total))×",
                        row.denied > 0 ? "\(CallText.grouped(row.denied)) denied" : "",
                        LogReport.time(row.first), row.examples.first.map { SafeText.inline($0) } ?? "",
                    ]
            }
            return TextTable.lines(Array(cells), numbers: [columns], indent: "    ")
                + (rows.count > report.top ? "    and \(CallText.grouped(rows.count - report.top)) more\n" : "")
        }
        let (users, doings) = (summary.users.newRows, report.newDoings)
        var text = title("new since \(LogReport.time(since)), of \(CallText.count(summary.before, "record")) before")
        if users.isEmpty, doings.isEmpty { text += "  nobody and nothing\n" }
        if !users.isEmpty { text += "  users\n" + lines(users, 1) }
        if !doings.isEmpty { text += "  calls of users who were there before\n" + lines(doings, 2) }
        return text
    }

    private var monitored: String {
        guard !summary.monitor.groups.isEmpty else { return "" }
        let text = MonitorReport(tally: summary.monitor, rowLimit: report.top).text
        return title("rules and guards in monitor mode")
            + text.split(separator: "\n", omittingEmptySubsequences: false).dropLast().map { line in
                line.isEmpty ? "\n" : "  \(line)\n"
            }.joined()
    }

    private var failures: String {
        let rows = summary.failures.rows
        guard !rows.isEmpty else { return "" }
        let cells = rows.prefix(report.top).map { row in
            [
                "\(CallText.grouped(row.total))×", CallText.short(row.values[at: 0]), CallText.short(row.values[at: 1]),
                row.examples.map { SafeText.inline($0) }.joined(separator: " "),
            ]
        }
        return title("rules whose evaluation failed") + TextTable.lines(Array(cells), numbers: [0], indent: "  ")
            + more(rows.count)
    }

    private var events: String {
        let events = summary.events
        guard !events.counts.isEmpty else { return "" }
        var text = title("the log itself") + "  \(report.eventCounts.joined(separator: ", "))\n"
        let line = RecordLineText(paint: paint)
        for event in events.kept {
            text += "  \(line.line(event.record))  \(paint("[\(SafeText.inline(event.file)):\(event.line)]", .dim))\n"
        }
        if events.dropped > 0 { text += "  and \(CallText.grouped(events.dropped)) more between them\n" }
        return text
    }
}

extension [String] {
    /// The element, or an empty one where there is none.
    subscript(at index: Int) -> String { indices.contains(index) ? self[index] : "" }
}
