import ArgumentParser
import Policy

/// `dockreeve init`: a set of rule files to start from.
struct InitCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "init",
        abstract: "Write rule files to start from into a directory.",
        discussion: """
            Copies files of the policy library, by their names or by the name of a set of them. A file that is there \
            already is never touched, and then nothing is written at all.

              dockreeve init --list
              dockreeve init team --dir /etc/dockreeve/policies
              dockreeve init ai-agent resource-limits

            Exit status: 0 written; 2 trouble.
            """
    )

    @Argument(help: ArgumentHelp("A set, or a file of the library.", valueName: "name"))
    var names: [String] = []

    @Option(help: ArgumentHelp("The directory; it is made if need be.", valueName: "dir"), completion: .directory)
    var dir = "policies"

    @Flag(help: "Name the sets and files that there are, and what each is for.")
    var list = false

    func run() throws {
        if list { return StandardStreams.writeOutput(Self.listing) }
        guard !names.isEmpty else { throw trouble("say what to write", "`dockreeve init --list` names all there is") }
        guard !dir.isEmpty else { throw trouble("the directory has no name", nil) }
        var chosen: [String] = []
        for name in names {
            guard let files = PolicyLibrary.files(named: name) else {
                let help = Suggestion.help(for: name, among: PolicyLibrary.names)
                throw trouble(
                    "there is no set or file `\(SafeText.inline(name, maximum: 60))`",
                    help ?? "`dockreeve init --list` names all there is"
                )
            }
            for file in files where !chosen.contains(file) { chosen.append(file) }
        }
        do {
            try NewFiles(directory: dir).write(chosen.map { ("\($0).yaml", PolicyLibrary.text(of: $0) ?? "") })
        } catch {
            throw trouble(error.description, nil)
        }
        StandardStreams.writeOutput(Self.nextSteps(chosen, dir))
    }

    private static var listing: String {
        var lines = ["sets"]
        for bundle in PolicyLibrary.bundles {
            lines.append("  \(pad(bundle.name))\(bundle.purpose): \(bundle.files.joined(separator: ", "))")
        }
        lines += ["", "files"]
        for file in PolicyLibrary.files { lines.append("  \(pad(file.name))\(PolicyLibrary.purpose(of: file.text))") }
        return lines.joined(separator: "\n") + "\n"
    }

    private static func pad(_ name: String) -> String {
        name + String(repeating: " ", count: max(1, 22 - name.count))
    }

    private static func nextSteps(_ files: [String], _ directory: String) -> String {
        let written = files.map { "wrote \(directory)/\($0).yaml\n" }.joined()
        return """
            \(written)
            Next:
              1. Put your people, programs and registries into `groups` and `lists`; the head of each file says what it needs.
              2. dockreeve check \(directory)
                 dockreeve test \(directory)
              3. dockreeve serve --policies \(directory)      (or `policies:` in /etc/dockreeve/dockreeve.yaml)
              4. Tell dockerd, in /etc/docker/daemon.json, and restart it:
                   { "authorization-plugins": ["dockreeve"] }
            What no rule allows is denied, to administrators too: try it with `dockreeve explain` before step 4.

            """
    }

    private func trouble(_ message: String, _ help: String?) -> ExitCode {
        StandardStreams.writeError("dockreeve: \(message)\n\(help.map { "  help: \($0)\n" } ?? "")")
        return ExitCode(2)
    }
}
