import Audit
import StrictJSON

/// A report as one JSON object, with all that was counted.
struct LogReportJSON {
    let report: LogReport

    private var summary: LogSummary { report.summary }

    var text: String {
        var json = JSONWriter()
        json.beginObject()
        time("from", summary.first, &json)
        time("to", summary.last, &json)
        if let since = summary.since { time("since", since, &json) }
        for (name, count) in [
            ("records", summary.records), ("records_before", summary.before), ("calls", summary.calls),
            ("denied", summary.denied), ("withheld_answers", summary.withheld), ("not_records", report.problems),
            ("unreadable_files", report.unreadable),
        ] {
            json.name(name)
            json.integer(count)
        }
        for ranking in report.rankings { rows(ranking.name, ranking.table.rows, ranking.table, &json) }
        rows("denials", summary.denials.deniedRows, summary.denials, &json)
        if report.comparesWithBefore {
            rows("new_users", summary.users.newRows, summary.users, &json)
            rows("new_calls", report.newDoings, summary.doings, &json)
        }
        json.name("monitor")
        MonitorReport(tally: summary.monitor).write(&json)
        rows("failures", summary.failures.rows, summary.failures, &json)
        series(&json)
        events(&json)
        json.name("full")
        json.beginArray()
        for name in report.fullTables { json.string(name) }
        json.endArray()
        json.endObject()
        json.endLine()
        return json.text
    }

    private func time(_ name: StaticString, _ time: Timestamp?, _ json: inout JSONWriter) {
        json.name(name)
        if let time { json.string(time.description) } else { json.null() }
    }

    private func rows(_ name: StaticString, _ rows: [RankedTable.Row], _ table: RankedTable, _ json: inout JSONWriter) {
        json.name(name)
        json.beginArray()
        for row in rows {
            json.beginObject()
            for (column, value) in zip(table.columns, row.values) {
                json.name(column)
                json.string(value)
            }
            json.name("calls")
            json.integer(row.calls)
            json.name("denied")
            json.integer(row.denied)
            time("first", row.first, &json)
            time("last", row.last, &json)
            if !row.examples.isEmpty {
                json.name("examples")
                json.beginArray()
                for example in row.examples { json.string(example) }
                json.endArray()
            }
            json.endObject()
        }
        json.endArray()
    }

    private func series(_ json: inout JSONWriter) {
        json.name("over_time")
        json.beginObject()
        let chart = summary.series.chart()
        json.name("step_seconds")
        json.integer(chart?.width ?? 0)
        json.name("outside")
        json.integer(chart?.outside ?? 0)
        json.name("steps")
        json.beginArray()
        for bar in chart?.bars ?? [] {
            json.beginObject()
            time("start", bar.start, &json)
            json.name("allowed")
            json.integer(bar.counts.allowed)
            json.name("denied")
            json.integer(bar.counts.denied)
            json.endObject()
        }
        json.endArray()
        json.endObject()
    }

    private func events(_ json: inout JSONWriter) {
        json.name("log")
        json.beginObject()
        json.name("counts")
        json.beginObject()
        for (phase, count) in summary.events.counts.sorted(by: { $0.key < $1.key }) {
            json.name(phase)
            json.integer(count)
        }
        json.endObject()
        json.name("not_shown")
        json.integer(summary.events.dropped)
        json.name("records")
        json.beginArray()
        for event in summary.events.kept {
            json.beginObject()
            json.name("file")
            json.string(event.file)
            json.name("line")
            json.integer(event.line)
            json.name("record")
            json.raw(event.record.bytes.span)
            json.endObject()
        }
        json.endArray()
        json.endObject()
    }
}
