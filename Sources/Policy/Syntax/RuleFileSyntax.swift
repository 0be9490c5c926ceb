/// A rule file as it is written, names not yet looked up.
struct RuleFileSyntax {
    let source: SourceText
    var mode: EnforcementMode?
    var defaultEffect: (effect: Effect, node: YAMLNode)?
    var groups: [GroupSyntax] = []
    var lists: [ListSyntax] = []
    var rules: [RuleSyntax] = []
    var tests: [TestSyntax] = []
}
