import Audit

/// What everybody reads: the figures, what is wrong, the charts.
extension ReportPage {
    var figures: Markup {
        let (calls, denied) = (summary.calls, summary.denied)
        var tiles = tile(CallText.grouped(calls), "calls", "")
        tiles += tile(
            CallText.grouped(denied),
            "denied",
            "\(LogReport.share(denied, of: calls)) of all calls",
            denied > 0 ? "bad" : ""
        )
        tiles += tile(CallText.grouped(summary.users.rows.count), "users", "")
        if report.comparesWithBefore {
            let (users, doings) = (summary.users.newRows.count, report.newDoings.count)
            tiles += tile(
                CallText.grouped(users),
                users == 1 ? "new user" : "new users",
                CallText.count(doings, "new kind") + " of call by others",
                users > 0 ? "note" : ""
            )
        }
        if summary.monitor.denied + summary.monitor.allowed > 0 {
            tiles += tile(
                CallText.grouped(summary.monitor.denied),
                "would be denied",
                "with monitored rules enforced",
                "note"
            )
        }
        let gaps = summary.events.counts["gap"] ?? 0
        let policies = summary.events.counts["policy"] ?? 0
        tiles += tile(
            CallText.grouped(gaps),
            gaps == 1 ? "gap in the log" : "gaps in the log",
            CallText.count(policies, "policy record"),
            gaps > 0 ? "bad" : ""
        )
        return "<section aria-label=\"Key figures\"><ul class=\"tiles\">\n\(tiles)</ul></section>\n"
    }

    private func tile(_ number: String, _ what: String, _ more: String, _ kind: StaticString = "") -> Markup {
        """
        <li class="tile \("\(kind)")"><span class="number">\(number)</span> <span class="what">\(what)</span> \
        <span class="more">\(more)</span></li>

        """
    }

    /// What keeps the report from being the whole truth.
    var warnings: Markup {
        var items: [Markup] = []
        if report.problems > 0 {
            items.append("\(CallText.count(report.problems, "line")) that are no records were passed over.")
        }
        if report.unreadable > 0 {
            items.append("\(CallText.count(report.unreadable, "file")) could not be read, or not to the end.")
        }
        if summary.withheld > 0 {
            items.append(
                "\(CallText.count(summary.withheld, "answer")) withheld: what those calls changed stays changed."
            )
        }
        for name in report.fullTables {
            items.append("“\(name)” has more different values than are kept apart; the rest is counted as “…”.")
        }
        guard !items.isEmpty || !report.notes.isEmpty else { return "" }
        let list = items.map { "<li>\($0)</li>\n" as Markup }.joined
        var details: Markup = ""
        if !report.notes.isEmpty {
            let notes = report.notes.map { "<li><code>\($0, maximum: 500)</code></li>\n" as Markup }.joined
            details = "<details><summary>What couldn’t be read, and where</summary><ul>\n\(notes)</ul></details>\n"
        }
        return section("limits", "What this report can’t tell", "", "<ul>\n\(list)</ul>\n\(details)")
    }

    var overTime: Markup {
        guard let chart = summary.series.chart() else { return "" }
        let drawing = TimeChart(chart: chart)
        let rows = chart.bars.filter { $0.counts.total > 0 }.map { bar -> Markup in
            """
            <tr><th scope="row">\(drawing.name(bar.start))</th><td class="n">\(CallText.grouped(bar.counts.allowed))</td>\
            <td class="n">\(CallText.grouped(bar.counts.denied))</td></tr>

            """
        }.joined
        var note: Markup = """
            <p class="legend"><span class="key allow"></span><span>allowed</span><span class="key deny"></span>\
            <span>denied</span> <span>each bar is \(drawing.stepName)</span>
            """
        if chart.outside > 0 {
            note +=
                "<span>; \(CallText.count(chart.outside, "call")) far away from all others not drawn (was a clock wrong?)</span>"
        }
        note += "</p>\n"
        return section(
            "time",
            "Calls over time",
            note,
            """
            <div class="wide" tabindex="0" role="group" aria-label="Chart, can be scrolled">\(drawing.markup)</div>
            <details><summary>The numbers</summary>
            <table><thead><tr><th scope="col">From (UTC)</th><th scope="col" class="n">Allowed</th>\
            <th scope="col" class="n">Denied</th></tr></thead><tbody>
            \(rows)</tbody></table></details>

            """
        )
    }

    var rankings: Markup {
        let titles = ["users": "By user", "actions": "By action", "rules": "By rule", "reasons": "By reason"]
        let charts = report.rankings.filter { !$0.table.rows.isEmpty }.map { ranking -> Markup in
            let title = titles["\(ranking.name)"] ?? "What calls would have had"
            return """
                <div class="panel"><h3>\(title)</h3>
                \(BarTable(ranking: ranking, top: report.top).markup)</div>

                """
        }.joined
        guard !charts.text.isEmpty else { return "" }
        return section("who", "Who did what, and which rules decided", "", "<div class=\"panels\">\n\(charts)</div>\n")
    }
}
