import ArgumentParser
import Glibc
import Policy

/// `dockreeve edit`: change a rule file so that nothing can go wrong.
struct EditCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "edit",
        abstract: "Edit a rule file: check it, try it on the last day's calls, then install it.",
        discussion: """
            Your editor ($VISUAL, $EDITOR) gets a copy. When it ends, the whole policy is checked with the changed file and \
            runs its own tests; then the calls that the audit log has of the last day are decided by the old rules and by \
            the new ones, and you are asked. A file with errors is never installed. The old one is kept in .edit/backup in \
            the policy directory. Only one person can edit at a time.

              dockreeve edit members
              EDITOR='code --wait' dockreeve edit /etc/dockreeve/policies/members.yaml

            Exit status: 0 installed, or nothing was changed; 1 not installed; 2 trouble.
            """
    )

    @Argument(
        help: ArgumentHelp(
            "The rule file: its name, with or without .yaml, or its path. A name that isn't there makes a new file. May be left out where there is only one.",
            valueName: "file"
        ),
        completion: .file(extensions: ["yaml", "yml"])
    )
    var file: String?

    @Option(help: ArgumentHelp("Directory of the rule files.", valueName: "dir"), completion: .directory)
    var policies: String?

    @Option(
        help: ArgumentHelp(
            "The plugin's configuration file, for where things are. (default: \(ServeCommand.standardFile), when it's there)",
            valueName: "file"
        ),
        completion: .file(extensions: ["yaml", "yml"])
    )
    var config: String?

    @Option(
        help: ArgumentHelp(
            "Audit log to try the change on, instead of the plugin's and its rotated parts; may be given more than once.",
            valueName: "log"
        ),
        completion: .file()
    )
    var audit: [String] = []

    @Flag(help: "Don't look at what the change would have done to the last day's calls.")
    var noReplay = false

    @Flag(help: "Install without asking if there are no errors.")
    var yes = false

    func run() throws {
        let status: Int32
        do throws(EditError) {
            let configuration = try configuration()
            let target = try EditTarget.find(file, in: configuration.policies)
            try check(target, configuration)
            let options = EditOptions(
                logs: audit,
                standardLog: configuration.audit.file,
                replays: !noReplay,
                installsUnasked: yes
            )
            var session = try EditSession(target, options)
            status = session.run()
        } catch {
            StandardStreams.writeError("dockreeve: \(error)\n")
            throw ExitCode(error.exitStatus)
        }
        if status != 0 { throw ExitCode(status) }
    }

    private func configuration() throws(EditError) -> ServeConfiguration {
        do {
            var configuration = try ServeConfiguration.read(config)
            if let policies { configuration.policies = policies }
            return configuration
        } catch {
            throw EditError(.trouble, "\(error)")
        }
    }

    /// A path can name a file that the plugin never reads.
    private func check(_ target: EditTarget, _ configuration: ServeConfiguration) throws(EditError) {
        guard file?.contains("/") == true else { return }
        var one = stat()
        var other = stat()
        let isSame =
            stat(target.directory, &one) == 0 && stat(configuration.policies, &other) == 0
            && one.st_ino == other.st_ino && one.st_dev == other.st_dev
        guard !isSame else { return }
        let message =
            "`\(SafeText.inline(target.path))` is not in `\(SafeText.inline(configuration.policies))`"
        guard policies == nil else { throw EditError(.trouble, message, help: "give one of the two") }
        StandardStreams.writeError("dockreeve: note: \(message), from where the plugin reads its rules\n")
    }
}
