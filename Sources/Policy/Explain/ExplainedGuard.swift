import DockerAPI

/// What a guard found, and whether it has a say.
public struct ExplainedGuard: Sendable {
    public let finding: GuardFinding
    public let mode: EnforcementMode
}
