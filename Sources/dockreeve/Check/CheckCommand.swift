import ArgumentParser
import Policy

/// `dockreeve check`: are these rule files a policy, and do they say what is meant?
struct CheckCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "check",
        abstract: "Check rule files without using them.",
        discussion: """
            All files are read together, as one policy. Every mistake is named with file, line and column; warnings are \
            about what a policy says and hardly means, for instance a rule that gives root on the host. A rule says that \
            a warning is meant by its id: `accept: [gives-host-root]`. docs/reference.md explains every finding.

              dockreeve check /etc/dockreeve/policies
              dockreeve check --strict --format sarif policies/ > check.sarif

            Exit status: 0 the files are a policy; 1 there are errors, with --strict also when there are warnings; 2 \
            something can't be read.
            """
    )

    enum Format: String, CaseIterable, ExpressibleByArgument {
        case text
        case json
        case sarif
    }

    @Argument(
        help: ArgumentHelp("Rule files, or directories of them.", valueName: "path"),
        completion: .file(extensions: ["yaml", "yml"])
    )
    var paths: [String]

    @Option(help: "text, json (one object) or sarif (SARIF 2.1.0, for code scanning).")
    var format: Format = .text

    @Flag(help: "The same as --format json.")
    var json = false

    @Flag(help: "The same as --format sarif.")
    var sarif = false

    @Flag(help: "Warnings are errors.")
    var strict = false

    @Option(
        help: ArgumentHelp(
            "dockerd's daemon.json: tells whether callers have names at all.",
            valueName: "file"
        ),
        completion: .file(extensions: ["json"])
    )
    var daemonConfig: String?

    func validate() throws {
        guard [json, sarif, format != .text].count(where: { $0 }) < 2 else {
            throw ValidationError("only one of --json, --sarif and --format can be given")
        }
    }

    func run() throws {
        var options = CheckOptions()
        if let daemonConfig {
            do throws(DaemonConfigurationError) {
                options.dockerdAuthenticates = try DaemonConfiguration(path: daemonConfig).asksForCertificates
            } catch {
                StandardStreams.writeError("dockreeve: \(error.message)\n")
                throw ExitCode(2)
            }
        }
        let report = CheckReport(Policy.check(paths: paths, options: options), isStrict: strict)
        switch format {
        case .sarif: StandardStreams.writeOutput(report.sarif)
        case .json: StandardStreams.writeOutput(report.json)
        case .text: StandardStreams.writeOutput(sarif ? report.sarif : json ? report.json : report.text)
        }
        guard report.exitStatus == 0 else { throw ExitCode(report.exitStatus) }
    }
}
