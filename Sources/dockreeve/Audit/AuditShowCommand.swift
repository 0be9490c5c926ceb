import ArgumentParser
import Audit
import Policy

/// `dockreeve audit show`: everything that the log knows of one call.
struct AuditShowCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "show",
        abstract: "Show one call: both phases, why it was decided so, and what the log says around it.",
        discussion: """
            The id stands in the denial message that the client saw, and in every record. Takes files, plain or gzip, \
            directories with rotated files, and `-` for standard input; without any, the directory of the plugin's own \
            log.

              dockreeve audit show 078167a1a4760221
              dockreeve audit show --policies old-policies/ 078167a1a4760221 audit.jsonl

            The policy explains the decision as far as the record allows: it holds no body, no headers, no environment \
            and no labels. Without --policies the plugin's own is taken if it is still the one that decided.

            Exit status: 0 found; 1 there is no such decision; 2 trouble.
            """
    )

    @Option(
        help: ArgumentHelp(
            "The policy that explains it: directory of the rule files, or one file; may be given more than once.",
            valueName: "dir"
        ),
        completion: .directory
    )
    var policies: [String] = []

    @Flag(help: "The records as they stand in the log.")
    var json = false

    @Option(help: "Colours: auto, always or never.")
    var color = ColourChoice.auto

    @Argument(help: ArgumentHelp("The decision's id, 16 hexadecimal digits.", valueName: "id"))
    var id: String

    @Argument(help: "Audit logs, directories of them, `-` for standard input.", completion: .file())
    var files: [String] = []

    func validate() throws {
        guard DecisionID(id) != nil else {
            throw ValidationError(
                "`\(SafeText.inline(id))` is no decision id: it has 16 hexadecimal digits and stands in the denial message"
            )
        }
    }

    func run() throws {
        let wanted = DecisionID(id)?.description ?? id
        let policy = policies.isEmpty ? nil : try LoadedPolicy.load(policies)
        var filter = RecordFilter()
        filter.ids = [TextGlob(wanted)]
        filter.takesEvents = !json
        var logs = LogFiles(files)
        var shown = ShownDecision()
        var output = RecordOutput(beforeWriting: logs.clearProgress)
        try logs.forEach(filter) { record, place in
            let isWanted = record.id == wanted && ["request", "response"].contains(record.text(.phase))
            if json, isWanted { try output.line(record.bytes) }
            shown.add(record, place, isWanted: isWanted)
            return true
        }
        try output.flush()
        if !json, !shown.records.isEmpty {
            let explanation = RecordExplanation(shown.records, policy: policy, paths: policies)
            try output.line(shown.text(paint: color.paint) + explanation.text)
            try output.flush()
        }
        if logs.unreadable > 0 { throw ExitCode(2) }
        guard shown.records.isEmpty else { return }
        StandardStreams.writeError("dockreeve: there is no decision `\(wanted)` in these logs\n")
        throw ExitCode(1)
    }
}
