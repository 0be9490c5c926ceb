/// Something in which what the policy does isn't what a test expects.
public enum PolicyTestDifference: Sendable, Hashable {
    /// The call is allowed or denied, and the other was expected.
    case decision(expected: Effect, actual: Effect)
    /// Other rules decided; each list holds ids in the order in which they stand in the test or the policy.
    case rules(missing: [String], unexpected: [String])
    /// The reason is another one.
    case reason(expected: Reason, actual: Reason)
    /// The rule that a case is about should have matched, or should not have.
    case match(rule: String, expected: Bool, actual: ConditionOutcome)
    /// A guard stops the call, so that the rule is never asked: such a case shows nothing.
    case guarded(Reason)
    /// The rule is about the other phase and is never asked about such a call: such a case shows nothing.
    case otherPhase(rule: String)
    /// The certificate can't be read.
    case badCertificate
}

extension PolicyTestDifference: CustomStringConvertible {
    /// One line for people, in lower case.
    public var description: String {
        switch self {
        case .decision(let expected, let actual):
            return "expected `\(expected.rawValue)`, got `\(actual.rawValue)`"
        case .rules(let missing, let unexpected):
            var parts: [String] = []
            if !missing.isEmpty { parts.append("\(Self.list(missing)) didn't decide") }
            if !unexpected.isEmpty { parts.append("\(Self.list(unexpected)) did") }
            return parts.joined(separator: ", but ")
        case .reason(let expected, let actual):
            return "expected the reason `\(expected.rawValue)`, got `\(actual.rawValue)`"
        case .match(let rule, let expected, let actual):
            if actual == .failed { return "`\(rule)` could not be evaluated" }
            return expected ? "`\(rule)` has to match, and doesn't" : "`\(rule)` must not match, and does"
        case .guarded(let reason):
            return "the guard `\(reason.rawValue)` stops the call before any rule is asked"
        case .otherPhase(let rule):
            return "`\(rule)` is about another phase: a case for it has a `response`, or must not have one"
        case .badCertificate:
            return "the certificate can't be read"
        }
    }

    private static func list(_ names: [String]) -> String {
        names.map { "`\($0)`" }.joined(separator: ", ")
    }
}
