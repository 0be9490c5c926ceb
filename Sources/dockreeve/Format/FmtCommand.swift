import ArgumentParser
import Policy

/// `dockreeve fmt`: the one form of rule files.
struct FmtCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "fmt",
        abstract: "Put rule files into their form.",
        discussion: """
            Indentation, blank lines, quotes and the order of keys get one form, and nothing else changes: what the files \
            say stays the same, and comments stay where they are. Files are rewritten in place, and the names of those \
            that changed are printed. docs/changing-a-policy.md tells how the form is.

              dockreeve fmt policies/
              dockreeve fmt --check policies/
              dockreeve fmt - < members.yaml

            Exit status: 0 all is well; 1 with --check or --diff, a file is in another form; 2 a file has errors, or can't \
            be read or written, and is left alone.
            """
    )

    @Argument(
        help: ArgumentHelp(
            "Rule files, or directories of them; `-` is standard input, formatted on standard output.",
            valueName: "path"
        ),
        completion: .file(extensions: ["yaml", "yml"])
    )
    var paths: [String]

    @Flag(help: "Change nothing; print the names of files in another form.")
    var check = false

    @Flag(help: "Change nothing; print what would change.")
    var diff = false

    func validate() throws {
        guard !check || !diff else { throw ValidationError("only one of --check and --diff can be given") }
    }

    func run() throws {
        var isTrouble = false
        var isDifferent = false
        for path in paths {
            do {
                guard path != "-" else {
                    isDifferent = try formatInput() || isDifferent
                    continue
                }
                for target in try FmtFile.targets(path) {
                    do {
                        isDifferent = try format(target) || isDifferent
                    } catch {
                        tell(error)
                        isTrouble = true
                    }
                }
            } catch {
                tell(error)
                isTrouble = true
            }
        }
        if isTrouble { throw ExitCode(2) }
        if isDifferent, check || diff { throw ExitCode(1) }
    }

    /// - Returns: Whether it was in another form.
    private func format(_ target: EditTarget) throws -> Bool {
        let file = try FmtFile(target)
        guard !file.isFormatted else { return false }
        if diff {
            StandardStreams.writeOutput(file.diff)
        } else {
            if !check { try file.install() }
            StandardStreams.writeOutput("\(SafeText.inline(file.path, maximum: 4096))\n")
        }
        return true
    }

    private func formatInput() throws -> Bool {
        let name = "standard input"
        let text = try Bytes.read("-", limit: RuleFile.sizeLimit)
        let formatted = try RuleFileFormatter.format(RuleFile(name: name, text: text))
        if diff {
            let names = (old: name, new: "\(name) (formatted)")
            StandardStreams.writeOutput(TextDiff(old: text, new: formatted, names: names).text)
        } else if !check {
            StandardStreams.writeOutput(String(decoding: formatted, as: UTF8.self))
        } else if text != formatted {
            StandardStreams.writeOutput("\(name)\n")
        }
        return text != formatted
    }

    private func tell(_ error: any Error) {
        let text = error is RuleFileFormatter.Failure ? "\(error)" : "dockreeve: \(error)"
        StandardStreams.writeError("\(text)\n")
    }
}
