import Audit

/// What an auditor looks into: denials, news, monitor mode, failures, the log itself.
extension ReportPage {
    var denials: Markup {
        let rows = summary.denials.deniedRows
        guard !rows.isEmpty else {
            return section("denials", "Denied most", "", "<p>Nothing was denied.</p>\n")
        }
        let lines = rows.prefix(report.top * 2).map { row -> Markup in
            """
            <tr><td class="n bad" data-n="\(row.denied)">\(CallText.grouped(row.denied))</td>\
            <th scope="row">\(CallText.user(row.values[at: 0]))</th><td class="action">\(row.values[at: 1])</td>\
            <td class="why">\(LogReportText.why(row))</td><td class="time">\(LogReport.time(row.last))</td>\
            <td class="id">\(ids(row.examples))</td></tr>

            """
        }.joined
        return section(
            "denials",
            "Denied most",
            """
            <p>What one user was denied for one reason, most often first. An id shows the call whole: \
            <code>dockreeve audit show ID</code>.</p>

            """,
            table(
                ["Times", "User", "Action", "Why", "Last", "Examples"],
                numbers: [0],
                lines,
                more: rows.count - report.top * 2
            )
        )
    }

    var news: Markup {
        guard summary.since != nil else { return "" }
        guard report.comparesWithBefore else {
            return section(
                "news",
                "New in this period",
                "",
                "<p>These logs hold nothing before the period, so there is nothing to compare it with.</p>\n"
            )
        }
        let users = summary.users.newRows
        let doings = report.newDoings
        let lines = (users.map { ($0, true) } + doings.map { ($0, false) }).prefix(report.top * 4).map {
            row,
            isUser -> Markup in
            """
            <tr><th scope="row">\(CallText.user(row.values[at: 0]))</th>\
            <td>\(isUser ? "new user" as Markup : "first \(row.values[at: 1])")</td>\
            <td class="time">\(LogReport.time(row.first))</td><td class="n">\(CallText.grouped(row.total))</td>\
            <td class="n\(row.denied > 0 ? " bad" : "")">\(CallText.grouped(row.denied))</td><td class="id">\(ids(row.examples))</td></tr>

            """
        }.joined
        let known = CallText.count(summary.before, "record")
        return section(
            "news",
            "New in this period",
            """
            <p>Users who made no call before it, and calls that a user never made before, as far as \(known) from \
            before it tell.</p>

            """,
            users.isEmpty && doings.isEmpty
                ? "<p>Nobody and nothing.</p>\n"
                : table(
                    ["User", "What is new", "First", "Calls", "Denied", "First id"],
                    numbers: [3, 4],
                    lines,
                    more: users.count + doings.count - report.top * 4
                )
        )
    }

    var monitored: Markup {
        let causes = summary.monitor.ranked
        guard !causes.isEmpty else { return "" }
        let rows = causes.flatMap { cause in cause.rows.map { (cause, $0) } }
        let lines = rows.prefix(report.top * 4).map { cause, row -> Markup in
            """
            <tr><td>\(badge(isAllowed: !cause.isDenial, "would \(cause.isDenial ? "deny" : "allow")"))</td>\
            <th scope="row">\(cause.cause.isEmpty ? "no rule allows it" : cause.cause)</th>\
            <td>\(CallText.user(row.key.user))</td><td class="action">\(row.key.action)</td>\
            <td class="n" data-n="\(row.group.count)">\(CallText.grouped(row.group.count))</td>\
            <td>\(row.group.examples.prefix(1).map { "<code>\($0)</code>" as Markup }.joined)</td></tr>

            """
        }.joined
        return section(
            "monitor",
            "Rules and guards in monitor mode",
            """
            <p>With everything enforced, \(CallText.count(summary.monitor.denied, "decision")) would have been a denial \
            instead, and \(CallText.grouped(summary.monitor.allowed)) the other way around.</p>

            """,
            table(
                ["Would", "Rule or guard", "User", "Action", "Times", "Example"],
                numbers: [4],
                lines,
                more: rows.count - report.top * 4
            )
        )
    }

    var failures: Markup {
        let rows = summary.failures.rows
        guard !rows.isEmpty else { return "" }
        let lines = rows.prefix(report.top * 2).map { row -> Markup in
            """
            <tr><td class="n bad" data-n="\(row.total)">\(CallText.grouped(row.total))</td>\
            <th scope="row">\(row.values[at: 0])</th><td>\(row.values[at: 1])</td><td class="id">\(ids(row.examples))</td></tr>

            """
        }.joined
        return section(
            "failures",
            "Rules whose evaluation failed",
            "",
            table(["Times", "Rule", "Failure", "Examples"], numbers: [0], lines, more: rows.count - report.top * 2)
        )
    }

    var log: Markup {
        let events = summary.events
        guard !events.counts.isEmpty else { return "" }
        let lines = events.kept.map { event -> Markup in
            let details = event.record.otherMembers.map { "\($0.name) \($0.text)" }.joined(separator: "; ")
            return """
                <tr class="\(event.phase == "gap" ? "gap" : "")"><td class="time">\
                \(LogReport.time(Timestamp(event.record.text(.time))))</td><th scope="row">\(event.phase)</th>\
                <td class="why">\(details, maximum: 400)</td><td><code>\(event.file):\(event.line)</code></td></tr>

                """
        }.joined
        return section(
            "log",
            "What the log says about itself",
            """
            <p>\(report.eventCounts.joined(separator: ", ")). Whether it is whole and unchanged is not for a report to \
            say: <code>dockreeve audit verify</code>.</p>

            """,
            events.kept.isEmpty
                ? "" : table(["Time (UTC)", "What", "Details", "Place"], numbers: [], lines, more: events.dropped)
        )
    }

    func ids(_ ids: [String]) -> Markup {
        ids.map { "<code>\($0)</code> " as Markup }.joined
    }

    func badge(isAllowed: Bool, _ text: String) -> Markup {
        "<span class=\"badge \(isAllowed ? "allow" : "deny")\">\(text)</span>"
    }

    private func table(_ heads: [String], numbers: Set<Int>, _ lines: Markup, more: Int) -> Markup {
        let head = heads.enumerated().map { index, name -> Markup in
            "<th scope=\"col\"\(numbers.contains(index) ? " class=\"n\"" as Markup : "")>\(name)</th>"
        }.joined
        let rest: Markup = more > 0 ? "<p class=\"more\">and \(CallText.grouped(more)) more</p>\n" : ""
        return """
            <div class="wide" tabindex="0" role="group" aria-label="Table, can be scrolled"><table class="sorts"><thead>\
            <tr>\(head)</tr></thead><tbody>
            \(lines)</tbody></table></div>
            \(rest)
            """
    }
}
