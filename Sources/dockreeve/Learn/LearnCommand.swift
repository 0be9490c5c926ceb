import ArgumentParser
import Audit
import DockerAPI
import Policy

/// `dockreeve learn`: the policy that allows what was done.
struct LearnCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "learn",
        abstract: "Propose a policy that allows recorded calls.",
        discussion: """
            Takes audit logs, best of a plugin in monitor mode, and recorded plugin calls (JSON Lines), any number of \
            files, plain or gzip, `-` for standard input. Prints one rule file: users with the same behaviour as groups, \
            their actions, images without tags and digests, with counts and examples as comments.

            What can give root on the host is never allowed silently: such rules are printed with `mode: monitor` and \
            marked REVIEW. Calls that were denied are left out.

              dockreeve learn /var/log/dockreeve/audit.jsonl* > learned.yaml
              dockreeve check learned.yaml
              dockreeve replay --policies learned.yaml /var/log/dockreeve/audit.jsonl*

            Exit status: 0 a policy was printed; 1 there was nothing to learn from; 2 trouble.
            """
    )

    @Flag(help: "Take in calls that were denied when they were made.")
    var denied = false

    @Argument(help: "Audit logs or recorded calls; `-` is standard input.", completion: .file())
    var files: [String]

    func run() throws {
        var usage = LearnedUsage(includesDenied: denied)
        let certificates = CertificateCache()
        var calls = CallReader(options: ReaderOptions(readCertificate: { certificates.certificate($0) }))
        var scratch = RecordScratch()
        let needs = CallNeeds(facts: Risk.factSet.union(Risk.administrative).union(FactSet(.image)))
        var records = RecordFiles(files)
        records.forEach { reader, item in
            let place = "\(reader.file):\(reader.line)"
            switch item {
            case .decision where reader.decision.phase == .request:
                _ = reader.decision.read(into: &calls, &scratch)
                usage.add(calls.call, record: reader.decision) { Self.example(place, calls.call) }
            case .call where reader.call.phase == .request:
                calls.read(swapping: &reader.call, needs: needs)
                usage.add(calls.call, record: nil) { Self.example(place, calls.call) }
            default: break
            }
        }
        guard records.unreadable == 0 else { throw ExitCode(2) }
        guard !usage.users.isEmpty else {
            StandardStreams.writeError("dockreeve: there is nothing to learn from: no call that was allowed\n")
            throw ExitCode(1)
        }
        StandardStreams.writeOutput(try formatted(LearnedPolicy(usage).text))
        if usage.risky > 0 {
            StandardStreams.writeError(
                "dockreeve: \(CallText.count(usage.risky, "call")) can give root on the host; their rules allow nothing until "
                    + "you delete `mode: monitor`, look for REVIEW\n"
            )
        }
    }

    /// The text in its form; it has to be a policy.
    private func formatted(_ text: String) throws -> String {
        let result = Policy.compile([RuleFile(name: "learned.yaml", text: text)])
        var problems = result.policy == nil ? result.diagnostics.map(\.description) : []
        do throws(RuleFileFormatter.Failure) {
            let text = try RuleFileFormatter.format(RuleFile(name: "learned.yaml", text: text))
            if problems.isEmpty { return String(decoding: text, as: UTF8.self) }
        } catch {
            problems.append("\(error)")
        }
        for problem in problems { StandardStreams.writeError("\(problem)\n") }
        StandardStreams.writeError("dockreeve: what was learned is no policy; please report this\n")
        throw ExitCode(2)
    }

    private static func example(_ place: String, _ call: APICall) -> String {
        // Without the query: build arguments stand in it, and what is learned is handed around.
        "\(SafeText.inline(place)) \(CallText.request(call.method, call.path))"
    }
}
