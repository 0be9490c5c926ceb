import DockerAPI
import PCRE2

extension Policy {
    /// Decides the calls of tests and compares what comes of it with what they expect. No file is read or written.
    ///
    /// - Parameters:
    ///   - tests: Mostly the policy's own ``tests``; any others can be run as well.
    ///   - readCertificate: Reads a certificate that a test gives as PEM.
    /// - Returns: One result for each test, in their order.
    public func run(
        _ tests: [PolicyTest],
        readCertificate: ReaderOptions.CertificateReader? = nil
    ) -> [PolicyTestResult] {
        let scratch = MatchScratch()
        var reader = CallReader(options: ReaderOptions(readCertificate: readCertificate))
        return tests.map { test in
            reader.read(test.call, needs: needs)
            let decision = decide(reader.call, scratch: scratch)
            return PolicyTestResult(test: test, decision: decision, differences: test.differences(from: decision))
        }
    }
}

extension PolicyTest {
    func differences(from decision: Decision) -> [PolicyTestDifference] {
        var differences: [PolicyTestDifference] = []
        let actual: Effect = decision.allowed ? .allow : .deny
        if actual != expected { differences.append(.decision(expected: expected, actual: actual)) }
        if let rules {
            let deciding = decision.rules.map(\.id)
            let missing = rules.filter { !deciding.contains($0) }
            let unexpected = deciding.filter { !rules.contains($0) }
            if !missing.isEmpty || !unexpected.isEmpty {
                differences.append(.rules(missing: missing, unexpected: unexpected))
            }
        }
        if let reason, reason != decision.reason {
            differences.append(.reason(expected: reason, actual: decision.reason))
        }
        return differences
    }
}
