import DockerAPI
import PCRE2
import Testing

@testable import Policy

/// A rule that is called needless is needless for every call.
struct CheckPropertyTests {
    /// Every guard only monitors, so that rules see what they would never see otherwise.
    private static let unguarded: GuardModes = {
        var modes = GuardModes()
        for guarding in Guard.allCases { modes[guarding] = .monitor }
        return modes
    }()

    @Test func whatNeverMatchesMatchesNothing() throws {
        var generator = CheckGenerator(seed: 11)
        var found = 0
        var matches = 0
        for _ in 0..<250 {
            let rules = (0..<6).map { generator.rule("r\($0)") }
            let result = Policy.check([generator.file(rules)])
            let policy = try #require(result.policy, "\(result.diagnostics)")
            let dead = Set(
                rules.indices.map { "r\($0)" }.filter { id in
                    result.diagnostics.contains { $0.kind == .neverMatches && $0.message.contains("`\(id)`") }
                }
            )
            found += dead.count
            for _ in 0..<40 {
                for rule in policy.explain(generator.call(), guards: Self.unguarded).rules where rule.outcome == .holds
                {
                    matches += 1
                    #expect(!dead.contains(rule.rule.id), "\(rule.rule.id) of\n\(rules.joined(separator: "\n"))")
                }
            }
        }
        #expect(found > 50 && matches > 1000, "\(found) \(matches)")
    }

    /// Without it every call is decided as with it.
    @Test func aRuleThatAddsNothingCanBeRemoved() throws {
        var generator = CheckGenerator(seed: 12)
        var found: [DiagnosticKind: Int] = [:]
        for _ in 0..<250 {
            let rules = (0..<6).map { generator.rule("r\($0)") }
            let result = Policy.check([generator.file(rules)])
            let policy = try #require(result.policy, "\(result.diagnostics)")
            for diagnostic in result.diagnostics {
                guard [.coveredRule, .shadowedRule, .neverMatches].contains(diagnostic.kind),
                    let number = rules.indices.first(where: { diagnostic.message.hasPrefix("the rule `r\($0)`") })
                else { continue }
                found[diagnostic.kind, default: 0] += 1
                var fewer = rules
                fewer[number] = "  - { id: other, effect: deny, mode: monitor, match: { method: X } }"
                let smaller = try #require(Policy.compile([generator.file(fewer)]).policy)
                for _ in 0..<40 {
                    let call = generator.call()
                    let (one, other) = (
                        policy.decide(call, guards: Self.unguarded), smaller.decide(call, guards: Self.unguarded)
                    )
                    #expect(
                        one.allowed == other.allowed || one.reason == .evaluationError,
                        "\(diagnostic)\n\(rules.joined(separator: "\n"))"
                    )
                }
            }
        }
        #expect((found[.coveredRule] ?? 0) > 10 && (found[.shadowedRule] ?? 0) > 10, "\(found)")
    }

    /// All together, nothing is ever remarked twice at one place.
    @Test func noFindingIsThereTwice() {
        var generator = CheckGenerator(seed: 13)
        for _ in 0..<50 {
            let rules = (0..<6).map { generator.rule("r\($0)") }
            let found = Policy.check([generator.file(rules)]).diagnostics.map { "\($0.place) \($0.id)" }
            #expect(Set(found).count == found.count, "\(found)")
        }
    }
}
