/// A rule, ready to be evaluated.
struct CompiledRule: Sendable {
    let identity: RuleIdentity
    /// Cheap conditions first.
    let expression: Expression
}
