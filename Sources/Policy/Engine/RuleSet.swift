/// The rules of one phase.
struct RuleSet: Sendable {
    let rules: [CompiledRule]
    let index: RuleIndex

    init(_ rules: [CompiledRule], groups: GroupTable) {
        self.rules = rules
        index = RuleIndex(rules, groups: groups.nameBytes)
    }
}
