import ArgumentParser
import Audit
import Policy

/// `dockreeve report`: summaries of audit logs.
struct ReportCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "report",
        abstract: "Summarise what monitored rules would have denied or allowed.",
        discussion: """
            With --monitor: what rules and guards in monitor mode would have done, by rule, user and action, with counts \
            and examples. Takes audit logs, any number of files, plain or gzip, `-` for standard input.

              dockreeve report --monitor /var/log/dockreeve/audit.jsonl

            dockreeve audit report tells the same beside everything else that a log can be asked.

            Exit status: 0; 2 trouble.
            """
    )

    @Flag(help: "What rules and guards in monitor mode would have done.")
    var monitor = false

    @Flag(help: "One JSON object instead of text.")
    var json = false

    @Argument(help: "Audit logs; `-` is standard input.", completion: .file())
    var files: [String]

    func validate() throws {
        guard monitor else { throw ValidationError("say what to report: --monitor") }
    }

    func run() throws {
        var tally = MonitorTally()
        var records = RecordFiles(files)
        records.forEach { reader, item in
            guard case .decision = item else { return }
            let place = "\(SafeText.inline(reader.file)):\(reader.line)"
            let record = reader.decision
            tally.add(record) { "\(place)  \(CallText.request(record.method, record.uri))" }
        }
        let report = MonitorReport(tally: tally)
        StandardStreams.writeOutput(json ? report.json : report.text)
        if records.unreadable > 0 { throw ExitCode(2) }
    }
}
