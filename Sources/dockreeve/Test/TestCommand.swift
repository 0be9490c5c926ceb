import ArgumentParser
import PCRE2
import Policy

/// `dockreeve test`: does the policy do what its tests say?
struct TestCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "test",
        abstract: "Run the tests in rule files.",
        discussion: """
            All files are read together, as one policy, and every case under `tests:` is decided by it. A case that fails \
            says what differs and why the call is decided as it is.

              dockreeve test policies/
              dockreeve test policies/ --tests more-tests/ --run 'privileged' -v
              dockreeve test policies/ --coverage --threshold 90 --format junit > report.xml

            Coverage asks that each rule matches the call of some test, and that each condition is seen holding and \
            failing.

            Exit status: 0 all passed; 1 a case failed, or the coverage is below the threshold; 2 trouble.
            """
    )

    enum Format: String, ExpressibleByArgument, CaseIterable {
        case text, tap, junit
    }

    @Argument(
        help: ArgumentHelp("Rule files, or directories of them.", valueName: "path"),
        completion: .file(extensions: ["yaml", "yml"])
    )
    var paths: [String]

    @Option(
        help: ArgumentHelp("A file of tests, or a directory of them; may be given more than once.", valueName: "path"),
        completion: .file(extensions: ["yaml", "yml"])
    )
    var tests: [String] = []

    @Option(
        name: .customLong("run"),
        help: ArgumentHelp("Only the tests whose name has a match of this pattern.", valueName: "pattern")
    )
    var pattern: String?

    @Flag(name: .shortAndLong, help: "Name the tests that pass as well.")
    var verbose = false

    @Flag(help: "Say which rules and conditions no test has shown.")
    var coverage = false

    @Option(help: ArgumentHelp("Fail when less than this is covered, in percent.", valueName: "percent"))
    var threshold: Double?

    @Option(help: "How to report: text, tap (Test Anything Protocol 14) or junit (XML).")
    var format = Format.text

    func validate() throws {
        if let threshold, !(0...100).contains(threshold) {
            throw ValidationError("`--threshold` is a percentage, from 0 to 100.")
        }
    }

    func run() throws {
        let result = Policy.load(paths: paths, tests: tests)
        guard let policy = result.policy else {
            for diagnostic in result.diagnostics { StandardStreams.writeError("\(diagnostic)\n") }
            throw ExitCode(2)
        }
        let selected = try select(policy.tests)
        let certificates = CertificateCache()
        let outcome = TestOutcome(
            results: policy.run(selected, readCertificate: { certificates.certificate($0) }),
            coverage: coverage || threshold != nil
                ? policy.coverage(of: selected, readCertificate: { certificates.certificate($0) }) : nil,
            threshold: threshold,
            explain: { policy.explain($0, readCertificate: { certificates.certificate($0) })?.text() }
        )
        switch format {
        case .text: StandardStreams.writeOutput(TestText(outcome, isVerbose: verbose).text)
        case .tap: StandardStreams.writeOutput(TestTAP(outcome).text)
        case .junit: StandardStreams.writeOutput(TestJUnit(outcome).text)
        }
        guard outcome.passed else { throw ExitCode(1) }
    }

    private func select(_ tests: [PolicyTest]) throws -> [PolicyTest] {
        guard !tests.isEmpty else { throw trouble("there are no tests: write some under `tests:`") }
        guard let pattern else { return tests }
        let compiled: Pattern
        do {
            compiled = try Pattern(pattern, anchoring: .search)
        } catch {
            throw trouble("`\(SafeText.inline(pattern))` is no pattern: \(error)")
        }
        let scratch = MatchScratch()
        let selected = tests.filter { compiled.match(Array($0.name.utf8).span, using: scratch) == .match }
        guard !selected.isEmpty else { throw trouble("no test has a name that matches `\(SafeText.inline(pattern))`") }
        return selected
    }

    private func trouble(_ message: String) -> ExitCode {
        StandardStreams.writeError("dockreeve: \(message)\n")
        return ExitCode(2)
    }
}
