import ArgumentParser
import Audit
import DockerPlugin
import Policy

/// `dockreeve audit report`: what happened in a time, for people who don't read logs.
struct AuditReportCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "report",
        abstract: "Sum up audit logs: who did what, what was denied, what is new; as text, JSON or an HTML page.",
        discussion: """
            Takes files, plain or gzip, directories with rotated files, and `-` for standard input; without any, the \
            directory of the plugin's own log. \(FilterOptions.explanation)

              dockreeve audit report --since 7d
              dockreeve audit report --since 2026-11-01 --until 2026-12-01 --html november.html
              dockreeve audit report --decision deny --json audit.jsonl | jq .denials

            Calls are counted by their requests; of the answers only those count that were withheld, and all of them \
            with --phase or --status. With --since it also tells who and what wasn't there before, as far as these logs \
            go back. It doesn't prove the log: dockreeve audit verify does.

            --html writes one page that needs nothing beside it, readable only for its owner (mode 0600), in place of \
            the file of that name.

            Exit status: 0; 2 trouble.
            """
    )

    @OptionGroup(title: "Which records") var filters: FilterOptions

    @Flag(help: "One JSON object instead of text, with all that was counted.")
    var json = false

    @Option(
        help: ArgumentHelp("Write a page with charts, and a table of calls, to this file.", valueName: "file"),
        completion: .file(extensions: ["html"])
    )
    var html: String?

    @Option(help: ArgumentHelp("Rows of each ranking.", valueName: "number"))
    var top = 10

    @Option(help: ArgumentHelp("Calls in the page's table: of more, those that tell the most.", valueName: "number"))
    var rows = 500

    @Option(help: "Colours: auto, always or never.")
    var color = ColourChoice.auto

    @Argument(help: "Audit logs, directories of them, `-` for standard input.", completion: .file())
    var files: [String] = []

    private static let rowLimit = 20_000

    func validate() throws {
        if top < 1 { throw ValidationError("--top has to be at least 1") }
        guard (0...Self.rowLimit).contains(rows) else {
            throw ValidationError("--rows goes from 0 to \(Self.rowLimit)")
        }
        if json, html != nil { throw ValidationError("--json and --html can't go together") }
        _ = try filters.filter()
    }

    func run() throws {
        if let html { try Self.checkPlace(html) }
        let filter = try filters.filter()
        var summary = LogSummary(filter, rows: html == nil ? 0 : rows)
        var logs = LogFiles(files)
        logs.sum(LogSummary.filter(filter), into: &summary)
        let report = LogReport(
            summary: summary,
            files: files,
            constraint: filters.constraint,
            problems: logs.problems,
            unreadable: logs.unreadable,
            notes: logs.notes,
            top: top,
            made: .now()
        )
        if let html {
            try Self.write(ReportPage(report: report).text, to: html)
        } else if json {
            StandardStreams.writeOutput(LogReportJSON(report: report).text)
        } else {
            StandardStreams.writeOutput(LogReportText(report: report, paint: color.paint).text)
        }
        if logs.unreadable > 0 { throw ExitCode(2) }
    }

    /// Before anything is read: a page never takes the place of a device, a link or a directory.
    private static func checkPlace(_ path: String) throws {
        guard let message = PagePlace.problem(path) else { return }
        StandardStreams.writeError("dockreeve: \(message)\n")
        throw ExitCode(2)
    }

    private static func write(_ text: String, to path: String) throws {
        try checkPlace(path)
        do throws(FileFault) {
            try WholeFile.write(Array(text.utf8), to: path)
        } catch {
            StandardStreams.writeError("dockreeve: can't write the page `\(SafeText.inline(path))`: \(error)\n")
            throw ExitCode(2)
        }
    }
}
