import Audit

/// The calls one by one, to be sorted and filtered.
extension ReportPage {
    var calls: Markup {
        let rows = summary.selection.rows
        guard !rows.isEmpty else { return section("calls", "Calls", "", "<p>No calls are shown.</p>\n") }
        let total = summary.selection.total
        // Requests have none.
        let hasStatus = rows.contains { !$0.status.isEmpty }
        let what: Markup =
            rows.count < total
            ? """
            The \(CallText.grouped(rows.count)) of \(CallText.grouped(total)) calls that tell the most: what was denied, \
            what monitored rules would have decided otherwise, what is new, and each kind of call once.
            """
            : "All \(CallText.grouped(total)) of them."
        return section(
            "calls",
            "Calls",
            "<p>\(what)</p>\n",
            """
            <form class="filter" id="filter" hidden>
            <label>Find <input type="search" id="find" autocomplete="off" spellcheck="false" \
            placeholder="words that a row has to hold"></label>
            <label>Decision <select id="decision"><option value="">all</option><option value="deny">denied</option>\
            <option value="allow">allowed</option></select></label>
            <output id="shown" role="status"></output>
            </form>
            <div class="wide" tabindex="0" role="group" aria-label="Table of calls, can be scrolled">
            <table class="sorts calls" id="table"><caption class="hidden">Calls. The buttons in its head sort it.</caption>\
            <thead><tr><th scope="col">Time (UTC)</th><th scope="col">User</th><th scope="col">Decision</th>\
            <th scope="col">Action</th><th scope="col">Call</th><th scope="col">Why</th>\
            \(hasStatus ? "<th scope=\"col\" class=\"n\">Status</th>" as Markup : "")<th scope="col">Id</th></tr></thead><tbody>
            \(rows.map { line($0, hasStatus: hasStatus) }.joined)</tbody></table></div>

            """
        )
    }

    private func line(_ row: CallRow, hasStatus: Bool) -> Markup {
        let decision = row.isAllowed ? "allow" : "deny"
        var tags: Markup = badge(
            isAllowed: row.isAllowed,
            row.isAllowed ? "allowed" : row.isResponse ? "withheld" : "denied"
        )
        if !row.would.isEmpty, row.would != decision {
            tags += " \(badge(isAllowed: row.would == "allow", "would \(row.would)"))"
        }
        if row.isNew { tags += " <span class=\"badge new\">new</span>" }
        if row.hasFailures { tags += " <span class=\"badge deny\">rule failed</span>" }
        let time = row.time.map { String($0.description.prefix(19)) } ?? row.timeText
        let day = String(time.prefix(10))
        let clock = String(time.dropFirst(11))
        let why = row.rules.isEmpty ? row.reason : "\(row.reason): \(row.rules.joined(separator: ", "))"
        return """
            <tr data-d="\(decision)"><td class="time" data-n="\(Int(clamping: row.time?.microseconds ?? 0))">\
            \(day) \(clock)</td><th scope="row">\(row.user.isEmpty ? "(local socket)" : row.user)</th><td>\(tags)</td>\
            <td class="action">\(row.action)\(row.target.isEmpty ? "" as Markup : " <span class=\"target\">\(row.target)</span>")</td>\
            <td class="uri"><span class="method">\(row.method)</span> \(row.uri)</td><td class="why">\(why)</td>\
            \(hasStatus ? "<td class=\"n\">\(row.status)</td>" as Markup : "")<td class="id"><code>\(row.id)</code></td></tr>

            """
    }
}
