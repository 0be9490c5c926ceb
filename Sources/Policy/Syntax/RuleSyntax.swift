import DockerAPI

/// One entry of `rules`.
struct RuleSyntax {
    let id: String
    /// The node of the id, which is where the rule is said to be.
    let node: YAMLNode
    /// Nothing when it was wrong or missing; then that was reported.
    let effect: Effect?
    let mode: EnforcementMode?
    let phase: CallPhase
    let message: MessageTemplate?
    let audit: AuditLevel?
    /// Nothing when it was wrong or missing; then that was reported.
    let match: MatchSyntax?
    /// The findings of ``Policy/check(_:)`` that the author means, with their places.
    let accepted: [(kind: DiagnosticKind, node: YAMLNode)]
    /// The calls that the rule has to match or must not match.
    var tests: [TestSyntax] = []
}
