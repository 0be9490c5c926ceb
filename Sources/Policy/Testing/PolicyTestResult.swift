/// What came of one test.
public struct PolicyTestResult: Sendable {
    public let test: PolicyTest
    /// What the policy says of the call.
    public let decision: Decision
    /// Everything that isn't as expected; empty for a test that passed.
    public let differences: [PolicyTestDifference]

    public var passed: Bool { differences.isEmpty }
}
