import DockerAPI

/// Reads what a test says of a call and of who makes it.
struct TestCallReader {
    static let callerKeys = ["user", "group", "certificate", "headers"]
    static let keys = callerKeys + ["request", "body", "response", "recorded"]

    private let node: NodeReader

    init(_ node: NodeReader) {
        self.node = node
    }

    /// The entries in the order in which they are read, whatever order they have: a recorded call leaves alone who is named
    /// beside it.
    static func ordered(_ pairs: [YAMLPair]) -> [YAMLPair] {
        pairs.filter { $0.key.text != "recorded" } + pairs.filter { $0.key.text == "recorded" }
    }

    /// Reads one entry.
    ///
    /// - Returns: False when its key is none of a call.
    func read(_ pair: YAMLPair, into syntax: inout CallSyntax) -> Bool {
        switch pair.key.text {
        case "user":
            syntax.call.user = node.text(pair.value, "`user`", help: "`''` is the local socket") ?? ""
        case "group": syntax.group = node.name(pair.value, "the name of a group").map { ($0, pair.value) }
        case "certificate": syntax.call.certificate = CertificateReader(node).read(pair.value)
        case "headers": syntax.call.headers = headers(pair.value, "`headers`")
        case "request": syntax.hasRequest = RequestReader(node).read(pair.value, into: &syntax.call)
        case "body": syntax.call.body = JSONBody.text(of: pair.value)
        case "response": readResponse(pair.value, into: &syntax.call)
        case "recorded": syntax.hasRequest = RecordedCallReader(node).read(pair.value, into: &syntax.call)
        default: return false
        }
        return true
    }

    /// Reports what can't stand together, and what is missing.
    func check(_ item: YAMLNode, _ syntax: CallSyntax) {
        if item["request"] == nil, item["recorded"] == nil {
            node.source.report(
                .missingKey,
                at: item.mark,
                "the test has no `request`",
                help: "write `request: { method: GET, uri: /v1.43/info }`"
            )
        }
        if item["recorded"] != nil {
            for key in ["request", "body", "response"] where item[key] != nil {
                report("`\(key)` can't stand beside `recorded`, which holds the whole call", item)
            }
        }
        let hasBody = item["request"].map { $0["body"] != nil || RequestReader.lineHasBody($0.text ?? "") }
        if item["body"] != nil, hasBody == true { report("the call has two bodies", item) }
        if item["group"] != nil {
            for key in ["user", "certificate"] where item[key] != nil {
                report("`\(key)` can't stand beside `group`, whose first member makes the call", item)
            }
        }
    }

    private func report(_ message: String, _ item: YAMLNode) {
        node.source.report(.badTest, at: item.mark, message, help: "remove one of the two")
    }

    private func readResponse(_ value: YAMLNode, into call: inout TestCall) {
        let help = "write `response: { status: 200, body: { Id: abc } }`"
        call.phase = .response
        for pair in node.mapping(value, "`response`", help: help) ?? [] {
            switch pair.key.text {
            case "status":
                call.status = pair.value.text.flatMap { Int($0) }.flatMap { (100...999).contains($0) ? $0 : nil }
                if call.status == nil {
                    node.source.report(.badTest, at: pair.value, "`status` has to be an HTTP status", help: help)
                }
            case "headers": call.responseHeaders = headers(pair.value, "`headers`")
            case "body": call.responseBody = JSONBody.text(of: pair.value)
            default: node.unknownKey(pair.key, in: "a response", known: ["status", "headers", "body"])
            }
        }
    }

    private func headers(_ value: YAMLNode, _ what: String) -> [(name: String, value: String)] {
        (node.mapping(value, what, help: "write `headers: { X-Team: blue }`") ?? []).compactMap { pair in
            guard let name = node.text(pair.key, "the name of a header"),
                let text = node.text(pair.value, "a header", help: "`''` is an empty one")
            else { return nil }
            return (name: name, value: text)
        }
    }
}
