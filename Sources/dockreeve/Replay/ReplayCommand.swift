import ArgumentParser
import Audit
import DockerAPI
import Policy
import StrictJSON

/// `dockreeve replay`: what would this policy have made of the calls of the past?
struct ReplayCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "replay",
        abstract: "Run recorded calls through a policy and show which decisions change.",
        discussion: """
            Takes audit logs and recorded plugin calls (JSON Lines), any number of files, plain or gzip, `-` for standard \
            input. Without --against, each decision is compared with the one in the record.

            A record holds no body, no headers, no environment and no labels. Where a rule asks for one of them and that \
            matters, the call is counted as undecidable, never guessed. What a guard denied stays denied. Denials for the \
            want of a policy are not compared.

              dockreeve replay --policies new/ /var/log/dockreeve/audit.jsonl*
              zstdcat audit.jsonl.zst | dockreeve replay --policies new/ --against /etc/dockreeve/policies -

            Exit status: 0 nothing changes; 1 some decision does; 2 trouble.
            """
    )

    @Option(
        help: ArgumentHelp("Directory of the rule files, or one file; may be given more than once.", valueName: "dir"),
        completion: .directory
    )
    var policies: [String]

    @Option(
        help: ArgumentHelp("Compare with what this policy decides, not with the record.", valueName: "dir"),
        completion: .directory
    )
    var against: [String] = []

    @Flag(help: "As if nothing were in monitor mode: neither in the policies nor when the record was written.")
    var enforced = false

    @Flag(help: "One JSON object for each call instead of a summary.")
    var json = false

    @Argument(help: "Audit logs or recorded calls; `-` is standard input.", completion: .file())
    var files: [String]

    func run() throws {
        let policy = try LoadedPolicy.load(policies)
        let reference = against.isEmpty ? nil : try LoadedPolicy.load(against)
        var replayer = Replayer(policy, against: reference, enforcesMonitored: enforced)
        var tally = ReplayTally()
        var output = ReplayOutput()
        var records = RecordFiles(files)
        records.forEach { reader, item in
            switch item {
            case .decision:
                let call = replayer.replay(reader.decision)
                if json { output.write(call, reader, replayer, id: reader.decision.id) }
                tally.add(call, reader, replayer)
            case .call:
                let call = replayer.replay(&reader.call)
                if json { output.write(call, reader, replayer, id: "") }
                tally.add(call, reader, replayer)
            case .event, .problem: break
            }
        }
        if json {
            output.flush()
        } else {
            let report = ReplayReport(
                tally: tally,
                policy: "\(CallText.count(policy.rules.count, "rule")) of \(Self.names(policies))",
                reference: against.isEmpty ? "what was decided then" : Self.names(against),
                problems: records.problems
            )
            StandardStreams.writeOutput(report.text)
        }
        if records.unreadable > 0 { throw ExitCode(2) }
        if tally.flips > 0 { throw ExitCode(1) }
    }

    private static func names(_ paths: [String]) -> String {
        paths.map { SafeText.inline($0) }.joined(separator: ", ")
    }
}
