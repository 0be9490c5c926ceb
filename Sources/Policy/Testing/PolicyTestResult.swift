/// What came of one test.
public struct PolicyTestResult: Sendable {
    public let test: PolicyTest
    /// What the policy says of the call; nothing where the test could not be run.
    public let decision: Decision?
    /// Everything that isn't as expected; empty for a test that passed or was left out.
    public let differences: [PolicyTestDifference]

    /// Whether nothing is wrong; so it is with a test that was left out.
    public var passed: Bool { differences.isEmpty }
    /// Whether the test was left out, ``PolicyTest/skipReason``.
    public var isSkipped: Bool { test.skipReason != nil }
}
