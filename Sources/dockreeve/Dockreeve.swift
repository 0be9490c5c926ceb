import ArgumentParser
import Glibc

/// The command line: one file for each verb, thin over the libraries.
@main
struct Dockreeve: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "dockreeve",
        abstract: "An authorization plugin for Docker: rule files decide what each API call may do.",
        discussion: """
            dockerd asks the plugin about every API call before it runs (dockerd --authorization-plugin=dockreeve). \
            What no rule allows is denied, one matching deny rule beats every allow rule, and each decision is written \
            to the audit log before dockerd gets its answer.

            A first look, without touching any daemon:
              dockreeve check policies/
              dockreeve explain --policies policies/ --user alice GET /v1.43/containers/json
            """,
        version: Version.text,
        subcommands: [
            ServeCommand.self, StatusCommand.self, InitCommand.self, CheckCommand.self, TestCommand.self,
            ExplainCommand.self, CanCommand.self, EditCommand.self, FmtCommand.self, ReplayCommand.self,
            LearnCommand.self, ReportCommand.self, AuditCommand.self, ReferenceCommand.self,
        ]
    )

    static func main() {
        do {
            var command = try parseAsRoot()
            try command.run()
        } catch {
            // A mistake on the command line is trouble, 2, as everywhere else; 1 is an answer.
            guard exitCode(for: error) == .validationFailure else { exit(withError: error) }
            StandardStreams.writeError(fullMessage(for: error) + "\n")
            Glibc.exit(2)
        }
    }
}
