/// Something in which a decision isn't what a test expects.
public enum PolicyTestDifference: Sendable, Hashable {
    /// The call is allowed or denied, and the other was expected.
    case decision(expected: Effect, actual: Effect)
    /// Other rules decided; each list holds ids in the order in which they stand in the test or the policy.
    case rules(missing: [String], unexpected: [String])
    /// The reason is another one.
    case reason(expected: Reason, actual: Reason)
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
        }
    }

    private static func list(_ names: [String]) -> String {
        names.map { "`\($0)`" }.joined(separator: ", ")
    }
}
