/// Reads one rule file. What is wrong is reported, and reading goes on with the rest.
struct RuleFileReader {
    let source: SourceText
    let node: NodeReader

    private static let keys = ["version", "mode", "default", "groups", "lists", "rules", "tests"]
    static let limits = YAMLLimits(maximumSize: RuleFile.sizeLimit, maximumDepth: 64)

    init(_ source: SourceText) {
        self.source = source
        node = NodeReader(source)
    }

    func read() -> RuleFileSyntax? {
        switch YAMLReader.read(source.file.text, limits: Self.limits) {
        case .failure(let fault):
            source.report(.yamlSyntax, at: fault.mark, fault.message, help: fault.help)
            return nil
        case .success(nil):
            let start = YAMLMark(line: 1, column: 1, offset: 0)
            source.report(
                .emptyFile,
                at: start,
                "the file says nothing",
                help: "remove it, or start it with `version: 1`"
            )
            return nil
        case .success(let root?):
            return read(root)
        }
    }

    private func read(_ root: YAMLNode) -> RuleFileSyntax? {
        let help = "a rule file starts with `version: 1` and has `rules:`"
        guard let pairs = node.mapping(root, "a rule file", help: help) else { return nil }
        var syntax = RuleFileSyntax(source: source)
        if root["version"] == nil {
            source.report(
                .missingKey,
                at: root.mark,
                "the file doesn't say `version`",
                help: "start it with `version: 1`"
            )
        }
        for pair in pairs {
            switch pair.key.text {
            case "version": readVersion(pair.value)
            case "mode": syntax.mode = node.word(pair.value, "mode")
            case "default":
                if let effect = node.word(pair.value, "default", Effect.self) {
                    syntax.defaultEffect = (effect, pair.value)
                }
            case "groups": syntax.groups = GroupReader(node).read(pair.value)
            case "lists": syntax.lists = ListReader(node).read(pair.value)
            case "rules": syntax.rules = RuleReader(node).read(pair.value)
            case "tests": syntax.tests = TestReader(node).read(pair.value)
            default: node.unknownKey(pair.key, in: "a rule file", known: Self.keys)
            }
        }
        syntax.tests = syntax.rules.flatMap(\.tests) + syntax.tests
        if source.file.isTestsOnly {
            for pair in pairs where !["version", "tests"].contains(pair.key.text ?? "") {
                source.report(
                    .badTest,
                    at: pair.key,
                    "a file of tests holds nothing but `tests`",
                    help: "give the directory or file that holds the rules as well, as part of the policy"
                )
            }
        }
        return syntax
    }

    private func readVersion(_ value: YAMLNode) {
        guard let text = node.text(value, "version"), text != "1" else { return }
        source.report(
            .unsupportedVersion,
            at: value,
            "version `\(SafeText.inline(text, maximum: 20))` of rule files is not known",
            help: "this program reads `version: 1`"
        )
    }
}
