/// Reads the `request` of a test.
struct RequestReader {
    private let node: NodeReader

    private static let keys = ["method", "uri", "body"]
    private static let help = "write `request: { method: GET, uri: /v1.43/info }` or `request: GET /v1.43/info`"

    init(_ node: NodeReader) {
        self.node = node
    }

    /// Fills in method, URI and body.
    ///
    /// - Returns: Whether all of it is there; if not, that was reported.
    func read(_ value: YAMLNode, into call: inout TestCall) -> Bool {
        if let text = value.text, !value.isAbsent { return readLine(text, value, into: &call) }
        guard let pairs = node.mapping(value, "`request`", help: Self.help) else { return false }
        var method: String?
        var uri: String?
        for pair in pairs {
            switch pair.key.text {
            case "method": method = readMethod(pair.value)
            case "uri": uri = readURI(pair.value)
            case "body": call.body = JSONBody.text(of: pair.value)
            default: node.unknownKey(pair.key, in: "a request", known: Self.keys)
            }
        }
        for key in ["method", "uri"] where value[key] == nil {
            node.source.report(.missingKey, at: value.mark, "the request has no `\(key)`", help: Self.help)
        }
        guard let method, let uri else { return false }
        call.method = method
        call.uri = uri
        return true
    }

    /// `POST /containers/create {"Image":"busybox"}`
    func readLine(_ text: String, _ value: YAMLNode, into call: inout TestCall) -> Bool {
        let parts = Self.parts(text)
        guard parts.count >= 2, parts[1].hasPrefix("/") || parts[1].contains("://") else {
            node.source.report(
                .badTest,
                at: value,
                "`\(SafeText.inline(text, maximum: 60))` is no request",
                help: "write method, URI and body with a space between them: `GET /v1.43/info`"
            )
            return false
        }
        guard let method = check(method: String(parts[0]), value) else { return false }
        call.method = method
        call.uri = String(parts[1])
        if parts.count == 3 { call.body = Array(parts[2].utf8) }
        return true
    }

    private static func parts(_ text: String) -> [Substring] {
        text.split(separator: " ", maxSplits: 2, omittingEmptySubsequences: true)
    }

    static func lineHasBody(_ text: String) -> Bool { parts(text).count == 3 }

    private func readMethod(_ value: YAMLNode) -> String? {
        node.text(value, "`method`").flatMap { check(method: $0, value) }
    }

    private func check(method text: String, _ value: YAMLNode) -> String? {
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
