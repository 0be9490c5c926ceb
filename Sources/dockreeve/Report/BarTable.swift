import Audit

/// A ranking as a table whose rows are bars: allowed and denied calls, to the scale of the longest row.
struct BarTable {
    let ranking: LogReport.Ranking
    let top: Int

    var markup: Markup {
        let rows = ranking.table.rows
        let most = rows.map(Self.total).max() ?? 0
        let lines = rows.prefix(top).map { line($0, most) }.joined
        let more: Markup =
            rows.count > top ? "<p class=\"more\">and \(CallText.grouped(rows.count - top)) more</p>\n" : ""
        return """
            <table class="bars"><thead><tr><th scope="col">\(head)</th><td class="bar"></td>\
            <th scope="col" class="n">Calls</th><th scope="col" class="n">Denied</th></tr></thead><tbody>
            \(lines)</tbody></table>
            \(more)
            """
    }

    private var head: String {
        switch "\(ranking.name)" {
        case "users": "User"
        case "actions": "Action"
        case "rules": "Rule"
        case "reasons": "Reason"
        default: "Property"
        }
    }

    private static func total(_ row: RankedTable.Row) -> Int { row.allowed + row.denied }

    private func line(_ row: RankedTable.Row, _ most: Int) -> Markup {
        let value = row.values[at: 0]
        let name = "\(ranking.name)" == "users" ? CallText.user(value) : value.isEmpty ? "-" : value
        let scale = 200 / Double(max(most, 1))
        var (denied, allowed) = (Double(row.denied) * scale, Double(row.allowed) * scale)
        // What is there has to be seen.
        if row.denied > 0 { denied = max(denied, 1.5) }
        if row.allowed > 0 { allowed = max(allowed, 1.5) }
        return """
            <tr><th scope="row" title="\(name)"><span>\(name)</span></th><td class="bar"><svg viewBox="0 0 204 12" \
            preserveAspectRatio="none" aria-hidden="true" focusable="false"><rect class="deny" width="\(denied)" \
            height="12"/><rect class="allow" x="\(denied)" width="\(allowed)" height="12"/></svg></td>\
            <td class="n">\(CallText.grouped(row.calls))</td>\
            <td class="n\(row.denied > 0 ? " bad" : "")">\(row.denied > 0 ? CallText.grouped(row.denied) : "–")</td></tr>

            """
    }
}
