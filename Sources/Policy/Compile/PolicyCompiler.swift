import DockerAPI

/// Makes one policy of the rule files of a directory.
struct PolicyCompiler {
    private let sink = DiagnosticSink()
    private let table = PatternTable()
    private let files: [RuleFile]
    private var syntax: [RuleFileSyntax] = []

    /// Rules of one policy.
    static let ruleLimit = 100_000

    /// - Parameter loading: What was found while the files were read from disk.
    init(_ files: [RuleFile], loading: [Diagnostic] = []) {
        self.files = files
        loading.forEach(sink.add)
    }

    /// - Parameter checks: What else is asked of a policy that can be used, for people; it takes far longer.
    mutating func compile(checks: CheckOptions? = nil) -> CompileResult {
        checkFiles()
        syntax = files.filter { $0.text.count <= RuleFile.sizeLimit }
            .compactMap { RuleFileReader(SourceText(file: $0, sink: sink)).read() }
        let names = NameTable(syntax)
        names.reportDuplicates()
        let groups = groupTable()
        let lists = compiledLists()
        let defaultEffect = defaultEffect()
        let rules = compiledRules(lists: lists, groups: groups.names)
        let tests = TestResolver(syntax, ruleIDs: names.ruleIDs).tests()
        guard !sink.hasErrors else {
            return CompileResult(policy: nil, diagnostics: sink.sorted(by: files.map(\.name)))
        }
        let compiled = CompiledPolicy(
            rules: rules,
            groups: groups,
            defaultEffect: defaultEffect,
            needs: Self.needs(rules)
        )
        let policy = Policy(
            compiled: compiled,
            files: files,
            rules: rules.map { RuleReference(identity: $0.identity) },
            tests: tests
        )
        if let checks { PolicyCheck.run(syntax, policy, table, checks) }
        return CompileResult(policy: policy, diagnostics: sink.sorted(by: files.map(\.name)))
    }

    private func checkFiles() {
        for file in files where file.text.count > RuleFile.sizeLimit {
            let place = SourcePlace(file: file.name, line: 0)
            sink.add(
                Diagnostic(
                    .tooLarge,
                    at: place,
                    "the file is \(file.text.count) bytes long; \(RuleFile.sizeLimit) is the limit"
                )
            )
        }
        guard files.isEmpty, !sink.hasErrors else { return }
        sink.add(Diagnostic(.noRuleFiles, at: SourcePlace(file: "policy", line: 0), "there is no rule file"))
    }

    private func groupTable() -> GroupTable {
        let all = syntax.flatMap(\.groups)
        var table = GroupTable(names: all.map(\.name))
        for (number, group) in all.enumerated() {
            for member in group.members {
                switch member {
                case .user(let name): table.add(user: name, to: number)
                case .certificate(let field, let value):
                    table.add(.init(attribute: .certificate(field), value: Array(value.utf8), group: number))
                }
            }
        }
        return table
    }

    /// The patterns of every list; those of lists that no rule uses are checked as well.
    private func compiledLists() -> [String: [String]] {
        var lists: [String: [String]] = [:]
        for file in syntax {
            for list in file.lists {
                var patterns: [String] = []
                for case .pattern(let text, let node) in list.patterns {
                    patterns.append(text)
                    if case .failure(let problem) = table.matcher(for: text, isSearch: false) {
                        Self.report(problem, at: node, in: file.source)
                    }
                }
                lists[list.name] = patterns
            }
        }
        return lists
    }

    private func defaultEffect() -> Effect {
        var first: (effect: Effect, place: SourcePlace)?
        for file in syntax {
            guard let stated = file.defaultEffect else { continue }
            guard let known = first else {
                first = (stated.effect, file.source.place(stated.node))
                continue
            }
            guard known.effect != stated.effect else { continue }
            file.source.report(
                .conflictingDefault,
                at: stated.node,
                "`default: \(stated.effect.rawValue)` contradicts \(known.place), which says `\(known.effect.rawValue)`",
                help: "all files are one policy: say it in one place"
            )
        }
        return first?.effect ?? .deny
    }

    private func compiledRules(lists: [String: [String]], groups: [String]) -> [CompiledRule] {
        var rules: [CompiledRule] = []
        var count = 0
        for file in syntax {
            let compiler = ExpressionCompiler(source: file.source, table: table, lists: lists, groups: groups)
            for rule in file.rules {
                count += 1
                guard count <= Self.ruleLimit else {
                    file.source.report(.tooMany, at: rule.node, "the policy has more than \(Self.ruleLimit) rules")
                    return rules
                }
                guard let match = rule.match, let expression = compiler.compile(match), let effect = rule.effect else {
                    continue
                }
                let identity = RuleIdentity(
                    id: rule.id,
                    effect: effect,
                    mode: rule.mode == .monitor || file.mode == .monitor ? .monitor : .enforce,
                    phase: rule.phase,
                    message: rule.message,
                    place: file.source.place(rule.node),
                    ordinal: count,
                    audit: rule.audit
                )
                rules.append(CompiledRule(identity: identity, expression: expression))
            }
        }
        if count == 0, !sink.hasErrors { reportNoRules() }
        return rules
    }

    private func reportNoRules() {
        sink.add(
            Diagnostic(
                .noRules,
                at: SourcePlace(file: files.first?.name ?? "policy", line: 0),
                "the policy has no rule",
                help: "write at least one under `rules:`"
            )
        )
    }

    private static func needs(_ rules: [CompiledRule]) -> CallNeeds {
        var needs = CallNeeds()
        func insert(_ expression: Expression) {
            switch expression {
            case .condition(let condition):
                for case .call(let attribute) in [condition.attribute] { needs.insert(attribute) }
            case .all(let parts, _), .any(let parts, _): parts.forEach(insert)
            case .not(let part, _): insert(part)
            }
        }
        for rule in rules { insert(rule.expression) }
        return needs
    }

    static func report(_ problem: PatternTable.Problem, at node: YAMLNode, in source: SourceText) {
        source.report(
            problem.kind,
            at: node.mark(ofByte: problem.offset),
            problem.message,
            help: problem.help,
            width: problem.width
        )
    }
}
