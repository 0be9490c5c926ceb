import ArgumentParser
import Glibc
import Policy

/// `dockreeve status`: how is the running plugin?
struct StatusCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "status",
        abstract: "Show the policy in force, the last refused edit, and what the running plugin has decided.",
        discussion: """
            Asks the plugin on its admin socket; for root, and the user that the plugin runs as.

            Exit status: 0 all is well; 1 something needs attention, named at the top (the rule files are refused, the \
            last good policy decides, decisions could not be recorded, monitor mode …); 2 trouble; 3 the plugin isn't \
            running.
            """
    )

    @Option(
        help: ArgumentHelp("The plugin's admin socket; wins over the configuration file.", valueName: "path"),
        completion: .file(extensions: ["sock"])
    )
    var admin: String?

    @Option(
        help: ArgumentHelp(
            "The plugin's configuration file. (default: \(ServeCommand.standardFile), when it's there)",
            valueName: "file"
        ),
        completion: .file(extensions: ["yaml", "yml"])
    )
    var config: String?

    @Flag(help: "One JSON object instead of text.")
    var json = false

    func run() throws {
        do throws(AdminClient.Failure) {
            let client = AdminClient(path: try socket())
            let answer = try client.get(json ? AdminAnswer.path : AdminAnswer.textPath)
            StandardStreams.writeOutput(String(decoding: answer.body, as: UTF8.self))
            if answer.health == .attention { throw .attention }
        } catch {
            switch error {
            case .attention: throw ExitCode(1)
            case .trouble(let message):
                StandardStreams.writeError("dockreeve: \(message)\n")
                throw ExitCode(2)
            case .notRunning(let message):
                StandardStreams.writeError("dockreeve: \(message)\n")
                throw ExitCode(3)
            }
        }
    }

    private func socket() throws(AdminClient.Failure) -> String {
        if let admin { return admin }
        guard let file = config ?? (access(ServeCommand.standardFile, F_OK) == 0 ? ServeCommand.standardFile : nil)
        else {
            return ServeConfiguration().admin
        }
        do {
            return try ConfigurationReader.read(Bytes.read(file, limit: 1 << 20), file: file).get().admin
        } catch {
            throw .trouble("\(error)")
        }
    }
}
