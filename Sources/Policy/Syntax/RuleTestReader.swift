/// Reads calls that one rule has to match or must not match: `{ rule: ID, match: […], no_match: […] }` among the tests, or
/// without `rule` beside a rule.
struct RuleTestReader {
    private let node: NodeReader

    private static let help = "write `match: [ POST /containers/web/stop ]` and `no_match: [ GET /info ]`"

    init(_ node: NodeReader) {
        self.node = node
    }

    /// An entry of `tests:`.
    func read(_ item: YAMLNode) -> [TestSyntax] {
        guard let rule = item["rule"], let id = node.name(rule, "the id of a rule") else { return [] }
        return read(item, rule: id, at: rule, keys: ["rule"])
    }

    /// - Parameters:
    ///   - place: What names the rule.
    ///   - keys: Others that the mapping has.
    func read(_ item: YAMLNode, rule id: String, at place: YAMLNode, keys: [String] = []) -> [TestSyntax] {
        guard let pairs = node.mapping(item, "the tests of a rule", help: Self.help) else { return [] }
        let reader = TestCallReader(node)
        var common = CallSyntax()
        let known = keys + TestCallReader.callerKeys + ["match", "no_match"]
        for pair in pairs where !keys.contains(pair.key.text ?? "") {
            if TestCallReader.callerKeys.contains(pair.key.text ?? "") {
                _ = reader.read(pair, into: &common)
            } else if pair.key.text != "match", pair.key.text != "no_match" {
                node.unknownKey(pair.key, in: "the tests of a rule", known: known)
            }
        }
        if item["match"] == nil, item["no_match"] == nil {
            node.source.report(
                .missingKey,
                at: item.mark,
                "there is no `match` and no `no_match`",
                help: Self.help
            )
        }
        return calls(item["match"], common).map { test(id, place, $0, isMatch: true) }
            + calls(item["no_match"], common).map { test(id, place, $0, isMatch: false) }
    }

    private func calls(_ list: YAMLNode?, _ common: CallSyntax) -> [(YAMLNode, CallSyntax)] {
        guard let list, let items = node.list(list, "the calls of a rule's tests", help: Self.help) else { return [] }
        return items.compactMap { item in read(item, common).map { (item, $0) } }
    }

    private func read(_ item: YAMLNode, _ common: CallSyntax) -> CallSyntax? {
        var syntax = common
        if let text = item.text, !item.isAbsent {
            return RequestReader(node).readLine(text, item, into: &syntax.call) ? syntax : nil
        }
        guard let pairs = node.mapping(item, "a call", help: "write `POST /containers/web/stop` or `{ request: … }`")
        else { return nil }
        // Who is named for one call stands in for whoever is named for all.
        if ["user", "group", "certificate"].contains(where: { item[$0] != nil }) {
            syntax.group = nil
            syntax.call.user = nil
            syntax.call.certificate = nil
        }
        let reader = TestCallReader(node)
        for pair in TestCallReader.ordered(pairs) where !reader.read(pair, into: &syntax) {
            node.unknownKey(pair.key, in: "a call", known: TestCallReader.keys)
        }
        reader.check(item, syntax)
        return syntax.hasRequest ? syntax : nil
    }

    private func test(
        _ id: String,
        _ place: YAMLNode,
        _ call: (item: YAMLNode, syntax: CallSyntax),
        isMatch: Bool
    ) -> TestSyntax {
        let request = SafeText.inline("\(call.syntax.call.method) \(call.syntax.call.uri)", maximum: 100)
        let test = PolicyTest(
            name: "\(id) \(isMatch ? "matches" : "doesn't match") \(request)",
            place: node.source.place(call.item),
            call: call.syntax.call,
            expectation: .match(rule: id, isMatch)
        )
        return TestSyntax(test: test, rules: [(id: id, node: place)], group: call.syntax.group)
    }
}
