import ArgumentParser
import Policy

/// `dockreeve check`: are these rule files a policy?
struct CheckCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "check",
        abstract: "Check rule files without using them.",
        discussion: """
            All files are read together, as one policy. Every mistake is named with file, line and column.

            Exit status: 0 the files are a policy; 1 there are findings; 2 something can't be read.
            """
    )

    @Argument(
        help: ArgumentHelp("Rule files, or directories of them.", valueName: "path"),
        completion: .file(extensions: ["yaml", "yml"])
    )
    var paths: [String]

    @Flag(help: "One JSON object instead of text.")
    var json = false

    func run() throws {
        let result = Policy.load(paths: paths)
        let report = CheckReport(result)
        StandardStreams.writeOutput(json ? report.json : report.text)
        guard report.exitStatus == 0 else { throw ExitCode(report.exitStatus) }
    }
}
