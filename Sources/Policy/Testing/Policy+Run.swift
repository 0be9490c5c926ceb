import DockerAPI
import PCRE2

extension Policy {
    /// Decides the calls of tests and compares what comes of it with what they expect. No file is read or written.
    ///
    /// - Parameters:
    ///   - tests: Mostly the policy's own ``tests``; any others can be run as well.
    ///   - readCertificate: Reads a certificate that a test gives as PEM; without it such a test fails.
    ///   - goesOn: Asked before each test whether there is time for it.
    /// - Returns: One result for each test, in their order; fewer when there was no time for all.
    public func run(
        _ tests: [PolicyTest],
        readCertificate: ReaderOptions.CertificateReader? = nil,
        while goesOn: () -> Bool = { true }
    ) -> [PolicyTestResult] {
        let scratch = MatchScratch()
        var rules: [String: CompiledRule] = [:]
        for rule in compiled.request.rules + compiled.response.rules { rules[rule.identity.id] = rule }
        var results: [PolicyTestResult] = []
        for test in tests {
            guard goesOn() else { break }
            results.append(result(of: test, rules, scratch, readCertificate))
        }
        return results
    }

    private func result(
        of test: PolicyTest,
        _ rules: [String: CompiledRule],
        _ scratch: MatchScratch,
        _ readCertificate: ReaderOptions.CertificateReader?
    ) -> PolicyTestResult {
        guard test.skipReason == nil else { return PolicyTestResult(test: test, decision: nil, differences: []) }
        guard let call = test.call.read(needs: needs, readCertificate: readCertificate) else {
            return PolicyTestResult(test: test, decision: nil, differences: [.badCertificate])
        }
        let decision = decide(call, scratch: scratch)
        let differences =
            switch test.expectation {
            case .decision(let effect, let rules, let reason):
                Self.differences(decision, effect: effect, rules: rules, reason: reason)
            case .match(let id, let isMatch):
                differences(rules[id], id, call, isMatch: isMatch, scratch)
            }
        return PolicyTestResult(test: test, decision: decision, differences: differences)
    }

    /// Why a test's call is decided as it is; nothing where the test can't be run.
    public func explain(
        _ test: PolicyTest,
        readCertificate: ReaderOptions.CertificateReader? = nil
    ) -> Explanation? {
        guard test.skipReason == nil else { return nil }
        return test.call.read(needs: needs, readCertificate: readCertificate).map {
            explain($0, scratch: MatchScratch())
        }
    }

    private func differences(
        _ rule: CompiledRule?,
        _ id: String,
        _ call: APICall,
        isMatch: Bool,
        _ scratch: MatchScratch
    ) -> [PolicyTestDifference] {
        if let finding = call.findings.first { return [.guarded(Reason(finding.guard))] }
        guard let rule, rule.identity.phase == call.phase else { return [.otherPhase(rule: id)] }
        var evaluator = Evaluator(compiled, call, scratch: scratch, observer: NoObserver())
        let truth = evaluator.evaluate(rule, call)
        guard truth != .failed, (truth == .yes) == isMatch else {
            return [.match(rule: id, expected: isMatch, actual: ConditionOutcome(truth))]
        }
        return []
    }

    private static func differences(
        _ decision: Decision,
        effect: Effect,
        rules: [String]?,
        reason: Reason?
    ) -> [PolicyTestDifference] {
        var differences: [PolicyTestDifference] = []
        let actual: Effect = decision.allowed ? .allow : .deny
        if actual != effect { differences.append(.decision(expected: effect, actual: actual)) }
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
