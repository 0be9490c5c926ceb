import DockerAPI

/// All that deciding takes, made once from the rule files. Immutable but for the cache of filled-in patterns.
final class CompiledPolicy: Sendable {
    let request: RuleSet
    let response: RuleSet
    let groups: GroupTable
    let defaultEffect: Effect
    let needs: CallNeeds
    let cache = TemplateCache()

    init(rules: [CompiledRule], groups: GroupTable, defaultEffect: Effect, needs: CallNeeds) {
        request = RuleSet(rules.filter { $0.identity.phase == .request }, groups: groups)
        response = RuleSet(rules.filter { $0.identity.phase == .response }, groups: groups)
        self.groups = groups
        self.defaultEffect = defaultEffect
        self.needs = needs
    }

    func rules(for phase: CallPhase) -> RuleSet {
        phase == .request ? request : response
    }
}
