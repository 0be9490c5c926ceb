import DockerAPI

/// A set of rule files that were read, checked and compiled together; immutable, to be swapped as a whole.
public struct Policy: Sendable {
    let compiled: CompiledPolicy
    /// The files that it was made of, in the order in which they were read.
    public let files: [RuleFile]
    /// Every rule, in the order of the files.
    public let rules: [RuleReference]
    /// The cases in the files' `tests:`.
    public let tests: [PolicyTest]

    init(compiled: CompiledPolicy, files: [RuleFile], rules: [RuleReference], tests: [PolicyTest]) {
        self.compiled = compiled
        self.files = files
        self.rules = rules
        self.tests = tests
    }

    /// The names of all groups, in the order of the files.
    public var groups: [String] { compiled.groups.names }

    /// What happens to a call that no rule matches: `deny` unless a file says `default: allow`.
    public var defaultEffect: Effect { compiled.defaultEffect }

    /// What the rules ask of a call, for ``CallReader`` to prepare.
    public var needs: CallNeeds { compiled.needs }

    /// Whether any rule is about answers of the engine. Without one there is no need to read them.
    public var hasResponseRules: Bool { !compiled.response.rules.isEmpty }

    /// The names of the groups that the caller belongs to.
    public func groups(of call: APICall) -> [String] {
        var names: [String] = []
        compiled.groups.groups(of: call).forEach { index in
            names.append(compiled.groups.names[index])
            return true
        }
        return names
    }
}
