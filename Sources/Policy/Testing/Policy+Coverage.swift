import DockerAPI
import PCRE2

extension Policy {
    /// What tests show of the policy's rules: every rule is evaluated for the call of every test, in whole.
    ///
    /// A call that a guard stops shows nothing: no rule is asked about it.
    public func coverage(
        of tests: [PolicyTest],
        readCertificate: ReaderOptions.CertificateReader? = nil
    ) -> PolicyCoverage {
        let scratch = MatchScratch()
        var matched = Set<Int>()
        var observer = CoverageObserver()
        for test in tests where test.skipReason == nil {
            guard let call = test.call.read(needs: needs, readCertificate: readCertificate), call.findings.isEmpty
            else {
                continue
            }
            for rule in compiled.rules(for: call.phase).rules {
                var evaluator = Evaluator(compiled, call, scratch: scratch, observer: observer)
                if evaluator.evaluate(rule, call) == .yes { matched.insert(rule.identity.ordinal) }
                observer = evaluator.observer
            }
        }
        let rules = (compiled.request.rules + compiled.response.rules)
            .sorted { $0.identity.ordinal < $1.identity.ordinal }
            .map { rule in
                PolicyCoverage.Rule(
                    rule: RuleReference(identity: rule.identity),
                    matched: matched.contains(rule.identity.ordinal),
                    conditions: Self.conditions(of: rule.expression, observer).sorted { $0.place < $1.place }
                )
            }
        return PolicyCoverage(rules: rules)
    }

    /// Recursive, to the depth that rule files may have.
    private static func conditions(
        of expression: Expression,
        _ observer: CoverageObserver
    ) -> [PolicyCoverage.Condition] {
        switch expression {
        case .condition(let condition):
            let seen = observer.seen[ObjectIdentifier(condition.source)] ?? .init()
            return [
                PolicyCoverage.Condition(
                    place: condition.source.place,
                    text: condition.source.text,
                    held: seen.held,
                    failed: seen.failed
                )
            ]
        case .all(let parts, _), .any(let parts, _): return parts.flatMap { conditions(of: $0, observer) }
        case .not(let part, _): return conditions(of: part, observer)
        }
    }
}
