import Audit
import Policy
import StrictJSON

/// Counted records as a table, or as JSON Lines.
struct CountTable {
    let tally: RecordTally
    let limit: Int?

    private var rows: [RecordTally.Row] {
        let rows = tally.rows
        return limit.map { Array(rows.prefix($0)) } ?? rows
    }

    var text: String {
        let rows = rows
        let head = ["count"] + tally.columns.map(\.rawValue)
        let cells = rows.map { row in
            [CallText.grouped(row.count)]
                + zip(tally.columns, row.values).map { column, value in
                    guard let value else { return "-" }
                    return column == .user ? CallText.user(value) : SafeText.inline(value, maximum: 100)
                }
        }
        return TextTable.lines([head] + cells, numbers: [0])
    }

    var json: String {
        var json = JSONWriter()
        for row in rows {
            json.beginObject()
            for (column, value) in zip(tally.columns, row.values) {
                json.name(column.rawValue)
                if let value { json.string(value) } else { json.null() }
            }
            json.name("count")
            json.integer(row.count)
            json.endObject()
            json.endLine()
        }
        return json.text
    }
}
