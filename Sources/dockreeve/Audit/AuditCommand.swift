import ArgumentParser

/// `dockreeve audit`: looking at audit logs, and proving them.
struct AuditCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "audit",
        abstract: "Search, follow, show and sum up audit logs, and prove that nobody touched them.",
        subcommands: [
            AuditSearchCommand.self, AuditTailCommand.self, AuditShowCommand.self, AuditReportCommand.self,
            AuditVerifyCommand.self, AuditKeyCommand.self, AuditHashCommand.self, AuditSchemaCommand.self,
        ]
    )
}
