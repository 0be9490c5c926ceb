import ArgumentParser
import Audit
import Policy

/// `dockreeve audit search`: which records fit?
struct AuditSearchCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "search",
        abstract: "Find records in audit logs, or count them.",
        discussion: """
            Takes files, plain or gzip, directories with rotated files, and `-` for standard input; without any, the \
            directory of the plugin's own log. \(FilterOptions.explanation)

              dockreeve audit search --user alice --decision deny --since 2h
              dockreeve audit search --uses 'host_mount=/etc*' --json /var/log/dockreeve | jq .
              dockreeve audit search --count-by user,decision audit.jsonl audit.jsonl.1.gz

            Lines that are no records are told on standard error with their place, and the rest is read.

            Exit status: 0 something was found; 1 nothing was; 2 trouble.
            """
    )

    @OptionGroup(title: "Which records") var filters: FilterOptions

    @Flag(help: "The records as they stand in the log.")
    var json = false

    @Flag(help: "Only how many there are.")
    var count = false

    @Option(
        help: ArgumentHelp(
            "How many there are of each: \(RecordTally.Column.allCases.map(\.rawValue).joined(separator: ", ")).",
            valueName: "fields"
        )
    )
    var countBy: String?

    @Option(help: ArgumentHelp("End after so many records, or rows of --count-by.", valueName: "number"))
    var limit: Int?

    @Option(help: "Colours: auto, always or never.")
    var color = ColourChoice.auto

    @Argument(help: "Audit logs, directories of them, `-` for standard input.", completion: .file())
    var files: [String] = []

    func validate() throws {
        if let limit, limit < 1 { throw ValidationError("--limit has to be at least 1") }
        if count, countBy != nil { throw ValidationError("--count and --count-by can't go together") }
        _ = try columns()
        _ = try filters.filter()
    }

    func run() throws {
        let filter = try filters.filter()
        var logs = LogFiles(files)
        let found: Int
        if count || countBy != nil {
            found = tally(filter, &logs, try columns())
        } else {
            found = try list(filter, &logs)
        }
        if logs.unreadable > 0 { throw ExitCode(2) }
        if found == 0 { throw ExitCode(1) }
    }

    private func columns() throws -> [RecordTally.Column] {
        guard let countBy else { return [] }
        return try countBy.split(separator: ",", omittingEmptySubsequences: false).map { name in
            guard let column = RecordTally.Column(rawValue: String(name)) else {
                let known = RecordTally.Column.allCases.map(\.rawValue).joined(separator: ", ")
                throw ValidationError("`\(SafeText.inline(String(name)))` can't be counted by; there are \(known)")
            }
            return column
        }
    }

    private func list(_ filter: RecordFilter, _ logs: inout LogFiles) throws -> Int {
        let text = RecordLineText(paint: color.paint)
        // Standard output may be the same terminal.
        var output = RecordOutput(beforeWriting: logs.clearProgress)
        var found = 0
        try logs.forEach(filter) { record, _ in
            if json { try output.line(record.bytes) } else { try output.line(text.line(record)) }
            found += 1
            return limit.map { found < $0 } ?? true
        }
        try output.flush()
        return found
    }

    private func tally(_ filter: RecordFilter, _ logs: inout LogFiles, _ columns: [RecordTally.Column]) -> Int {
        var tally = RecordTally(columns)
        logs.count(filter, into: &tally)
        if columns.isEmpty {
            StandardStreams.writeOutput("\(tally.total)\n")
        } else {
            let table = CountTable(tally: tally, limit: limit)
            StandardStreams.writeOutput(json ? table.json : table.text)
            if tally.isFull {
                StandardStreams.writeError(
                    "dockreeve: there are too many different values; the rest is counted as `…`\n"
                )
            }
        }
        return tally.total
    }
}
