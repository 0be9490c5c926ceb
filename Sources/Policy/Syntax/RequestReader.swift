/// Reads the `request` of a test.
struct RequestReader {
    private let node: NodeReader

    private static let keys = ["method", "uri", "body"]

    init(_ node: NodeReader) {
        self.node = node
    }

    func read(_ value: YAMLNode) -> RequestSyntax? {
        let help = "write `request: { method: GET, uri: /v1.43/info }`"
        guard let pairs = node.mapping(value, "`request`", help: help) else { return nil }
        var method: String?
        var uri: String?
        var body: [UInt8]?
        for pair in pairs {
            switch pair.key.text {
            case "method": method = readMethod(pair.value)
            case "uri": uri = readURI(pair.value)
            case "body": body = JSONBody.text(of: pair.value)
            default: node.unknownKey(pair.key, in: "a request", known: Self.keys)
            }
        }
        for key in ["method", "uri"] where value[key] == nil {
            node.source.report(.missingKey, at: value.mark, "the request has no `\(key)`", help: help)
        }
        guard let method, let uri else { return nil }
        return RequestSyntax(method: method, uri: uri, body: body)
    }

    private func readMethod(_ value: YAMLNode) -> String? {
        guard let text = node.text(value, "`method`") else { return nil }
        if !text.isEmpty, text.utf8.allSatisfy({ $0 &- UInt8(ascii: "A") < 26 }) { return text }
        node.source.report(
            .badTest,
            at: value,
            "`\(SafeText.inline(text, maximum: 40))` is no method",
            help: "write it as `GET`"
        )
        return nil
    }

    private func readURI(_ value: YAMLNode) -> String? {
        guard let text = node.text(value, "`uri`") else { return nil }
        if !text.isEmpty { return text }
        node.source.report(.badTest, at: value, "`uri` is empty", help: "write it as `/v1.43/containers/json`")
        return nil
    }
}
