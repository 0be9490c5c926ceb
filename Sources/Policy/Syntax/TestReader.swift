import DockerAPI

/// Reads `tests`.
struct TestReader {
    private let node: NodeReader

    private static let keys = ["name", "user", "headers", "request", "expect", "rules", "reason"]

    init(_ node: NodeReader) {
        self.node = node
    }

    func read(_ value: YAMLNode) -> [TestSyntax] {
        guard let items = node.list(value, "`tests`", help: "write each case below it, starting with `- name:`") else {
            return []
        }
        return items.compactMap(readTest)
    }

    private func readTest(_ item: YAMLNode) -> TestSyntax? {
        guard let pairs = node.mapping(item, "a test", help: "a test has `name`, `request` and `expect`") else {
            return nil
        }
        var name: String?
        var user = ""
        var headers: [(name: String, value: String)] = []
        var request: RequestSyntax?
        var expected: Effect?
        var rules: [(id: String, node: YAMLNode)]?
        var reason: Reason?
        for pair in pairs {
            switch pair.key.text {
            case "name": name = node.text(pair.value, "the name of a test")
            case "user": user = node.text(pair.value, "`user`", help: "`''` is the local socket") ?? ""
            case "headers": headers = readHeaders(pair.value)
            case "request": request = RequestReader(node).read(pair.value)
            case "expect": expected = node.word(pair.value, "expect")
            case "rules": rules = readRules(pair.value)
            case "reason": reason = readReason(pair.value)
            default: node.unknownKey(pair.key, in: "a test", known: Self.keys)
            }
        }
        for key in ["name", "request", "expect"] where item[key] == nil {
            node.source.report(.missingKey, at: item.mark, "the test has no `\(key)`", help: Self.help(for: key))
        }
        guard let name, let request, let expected else { return nil }
        let test = PolicyTest(
            name: SafeText.inline(name),
            place: node.source.place(item),
            user: user,
            headers: headers,
            method: request.method,
            uri: request.uri,
            body: request.body,
            expected: expected,
            rules: rules?.map(\.id),
            reason: reason
        )
        return TestSyntax(test: test, rules: rules ?? [])
    }

    private static func help(for key: String) -> String {
        switch key {
        case "name": "say what it is for, `name: alice cannot mount /etc`"
        case "request": "write `request: { method: GET, uri: /v1.43/info }`"
        default: "write `expect: allow` or `expect: deny`"
        }
    }

    private func readHeaders(_ value: YAMLNode) -> [(name: String, value: String)] {
        let help = "write `headers: { X-Team: blue }`"
        return (node.mapping(value, "`headers`", help: help) ?? []).compactMap { pair in
            guard let name = node.text(pair.key, "the name of a header"),
                let text = node.text(pair.value, "a header", help: "`''` is an empty one")
            else { return nil }
            return (name: name, value: text)
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
