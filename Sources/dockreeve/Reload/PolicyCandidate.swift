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

    /// A policy is used only if it passes its own tests.
    static func proven(_ result: CompileResult) -> (policy: Policy?, diagnostics: [Diagnostic]) {
        guard let policy = result.policy else { return (nil, result.diagnostics) }
        let certificates = CertificateCache()
        let failed = policy.run(policy.tests, readCertificate: { certificates.certificate($0) }).filter { !$0.passed }
        guard !failed.isEmpty else { return (policy, result.diagnostics) }
        return (nil, result.diagnostics + failed.map(diagnostic))
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
