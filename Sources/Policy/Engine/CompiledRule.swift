/// A rule, ready to be evaluated. An object, so that looking at one copies a reference.
final class CompiledRule: Sendable {
    let identity: RuleIdentity
    /// Cheap conditions first.
    let expression: Expression

    init(identity: RuleIdentity, expression: Expression) {
        self.identity = identity
        self.expression = expression
    }
}
