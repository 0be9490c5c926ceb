import ArgumentParser
import Audit

/// `dockreeve audit schema`: what a record looks like, for programs that read the log.
struct AuditSchemaCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "schema",
        abstract: "Print the JSON Schema (draft 2020-12) of the audit log's records.",
        discussion: """
            It has every field of every kind of record, those about the log itself included.

            Exit status: 0.
            """
    )

    func run() { StandardStreams.writeOutput(RecordSchema.text) }
}
