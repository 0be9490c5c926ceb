import Glibc
import Policy

/// What the policy directory held at one moment, and what came of it.
struct PolicyCandidate {
    let files: PolicyFiles
    let sha256: String

    /// Reads the directory; nothing is made of the files yet.
    static func read(_ directory: String) -> PolicyCandidate {
        let files = PolicyFiles.read(directory: directory)
        return PolicyCandidate(files: files, sha256: PolicyDigest.of(files.files))
    }

    /// Whether the directory held the same then. Names, texts, and what is wrong with owners and modes; not the directories
    /// that led there.
    func isSame(as other: PolicyCandidate) -> Bool {
        sha256 == other.sha256 && files.diagnostics == other.files.diagnostics
    }

    /// Checks, compiles, and runs the policy's own tests.
    func compile() -> (policy: Policy?, diagnostics: [Diagnostic]) {
        Self.proven(Policy.compile(files))
    }

    /// Nanoseconds on the processor that a policy's own tests may take: ten thousand calls take a fraction of a second, but a
    /// pattern can make each of them take half a second, and until all have run a change isn't in force.
    static let testTime: UInt64 = 30_000_000_000

    /// A policy is used only if it passes its own tests.
    static func proven(
        _ result: CompileResult,
        testTime: UInt64 = testTime
    ) -> (policy: Policy?, diagnostics: [Diagnostic]) {
        guard let policy = result.policy else { return (nil, result.diagnostics) }
        let certificates = CertificateCache()
        let start = processorTime()
        let results = policy.run(policy.tests, readCertificate: { certificates.certificate($0) }) {
            processorTime() &- start < testTime
        }
        var problems = results.filter { !$0.passed }.map(diagnostic)
        if results.count < policy.tests.count { problems.append(tooLong(policy.tests[results.count])) }
        guard !problems.isEmpty else { return (policy, result.diagnostics) }
        return (nil, result.diagnostics + problems)
    }

    /// Of this thread, in nanoseconds: a busy machine makes no test fail.
    private static func processorTime() -> UInt64 {
        var time = timespec()
        guard clock_gettime(CLOCK_THREAD_CPUTIME_ID, &time) == 0 else { return 0 }
        return UInt64(clamping: time.tv_sec) &* 1_000_000_000 &+ UInt64(clamping: time.tv_nsec)
    }

    private static func tooLong(_ test: PolicyTest) -> Diagnostic {
        Diagnostic(
            .testFailed,
            at: test.place,
            "the policy's own tests take too long; `\(SafeText.inline(test.name))` and those after it were not run",
            help: "look for a slow pattern by `dockreeve check`, or put tests elsewhere, for `dockreeve test --tests`"
        )
    }

    private static func diagnostic(_ result: PolicyTestResult) -> Diagnostic {
        Diagnostic(
            .testFailed,
            at: result.test.place,
            "the policy's own test `\(SafeText.inline(result.test.name))` fails: "
                + result.differences.map(\.description).joined(separator: "; "),
            help: "`dockreeve test` shows why; mend the rules, or the test if it is wrong"
        )
    }
}
