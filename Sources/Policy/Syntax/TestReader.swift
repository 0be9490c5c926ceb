import DockerAPI

/// Reads `tests`.
struct TestReader {
    private let node: NodeReader

    private static let keys = ["name"] + TestCallReader.keys + ["expect", "rules", "reason"]

    init(_ node: NodeReader) {
        self.node = node
    }

    func read(_ value: YAMLNode) -> [TestSyntax] {
        guard let items = node.list(value, "`tests`", help: "write each case below it, starting with `- name:`") else {
            return []
        }
        return items.flatMap { item in
            item["rule"] == nil ? readTest(item).map { [$0] } ?? [] : RuleTestReader(node).read(item)
        }
    }

    private func readTest(_ item: YAMLNode) -> TestSyntax? {
        guard let pairs = node.mapping(item, "a test", help: "a test has `name`, `request` and `expect`") else {
            return nil
        }
        let reader = TestCallReader(node)
        var syntax = CallSyntax()
        var name: String?
        var expected: Effect?
        var rules: [(id: String, node: YAMLNode)]?
        var reason: Reason?
        for pair in TestCallReader.ordered(pairs) {
            switch pair.key.text {
            case "name": name = node.text(pair.value, "the name of a test")
            case "expect": expected = node.word(pair.value, "expect")
            case "rules": rules = readRules(pair.value)
            case "reason": reason = readReason(pair.value)
            default:
                if !reader.read(pair, into: &syntax) { node.unknownKey(pair.key, in: "a test", known: Self.keys) }
            }
        }
        for key in ["name", "expect"] where item[key] == nil {
            node.source.report(.missingKey, at: item.mark, "the test has no `\(key)`", help: Self.help(for: key))
        }
        reader.check(item, syntax)
        guard let name, syntax.hasRequest, let expected else { return nil }
        let test = PolicyTest(
            name: SafeText.inline(name),
            place: node.source.place(item),
            call: syntax.call,
            expectation: .decision(expected, rules: rules?.map(\.id), reason: reason)
        )
        return TestSyntax(test: test, rules: rules ?? [], group: syntax.group)
    }

    private static func help(for key: String) -> String {
        switch key {
        case "name": "say what it is for, `name: alice cannot mount /etc`"
        default: "write `expect: allow` or `expect: deny`"
        }
    }

    private func readRules(_ value: YAMLNode) -> [(id: String, node: YAMLNode)]? {
        guard let items = node.list(value, "`rules` of a test", help: "write `rules: [host.privileged]`") else {
            return nil
        }
        return items.compactMap { item in
            node.name(item, "the id of a rule").map { (id: $0, node: item) }
        }
    }

    private func readReason(_ value: YAMLNode) -> Reason? {
        guard let text = node.text(value, "`reason`") else { return nil }
        if Reason.ofDecisions.contains(where: { $0.rawValue == text }) { return Reason(rawValue: text) }
        node.source.report(
            .unknownValue,
            at: value,
            "unknown reason `\(SafeText.inline(text, maximum: 60))`",
            help: Suggestion.help(for: text, among: Reason.ofDecisions.map(\.rawValue))
        )
        return nil
    }
}
