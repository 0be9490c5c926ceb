import DockerAPI
import StrictJSON

/// Reads the `recorded` call of a test: the JSON of a plugin call as dockerd sends it, or a line that has it as `call`.
struct RecordedCallReader {
    private let node: NodeReader

    init(_ node: NodeReader) {
        self.node = node
    }

    /// - Returns: Whether there is a call; if not, that was reported.
    func read(_ value: YAMLNode, into call: inout TestCall) -> Bool {
        let bytes = JSONBody.text(of: value)
        var json = JSONTokens()
        if let fault = json.scan(bytes.span) { return report("the recorded call is no JSON: \(fault)", value) }
        var members = Self.members(0, json.tokens, bytes)
        var isResponse = false
        if let inner = members["call"] {
            if let endpoint = members["endpoint"] {
                isResponse = JSONString.equals(bytes.span, json.tokens[endpoint], "AuthZPlugin.AuthZRes")
            }
            members = Self.members(inner, json.tokens, bytes)
        }
        var reader = MemberReader(bytes: bytes, tokens: json.tokens, members: members)
        call.method = reader.text("RequestMethod") ?? ""
        call.uri = reader.text("RequestUri") ?? ""
        if call.user == nil { call.user = reader.text("User") ?? "" }
        call.headers += reader.texts("RequestHeaders")
        call.body = reader.decoded("RequestBody")
        if call.certificate == nil, let chain = reader.certificate("RequestPeerCertificates") {
            call.certificate = .pem(chain)
        }
        call.status = reader.integer("ResponseStatusCode")
        call.responseHeaders = reader.texts("ResponseHeaders")
        call.responseBody = reader.decoded("ResponseBody")
        isResponse = isResponse || call.status != nil || !call.responseHeaders.isEmpty || call.responseBody != nil
        call.phase = isResponse ? .response : .request
        if let wrong = reader.wrong { return report("`\(wrong)` of the recorded call has another type", value) }
        guard !call.method.isEmpty, !call.uri.isEmpty else {
            return report("the recorded call has no `RequestMethod` and `RequestUri`", value)
        }
        return true
    }

    private func report(_ message: String, _ value: YAMLNode) -> Bool {
        node.source.report(
            .badTest,
            at: value.mark,
            message,
            help: "give the JSON that dockerd sent the plugin, `{\"RequestMethod\":\"GET\",\"RequestUri\":\"/info\"}`"
        )
        return false
    }

    /// The index of each member's value; the last one where a name is there twice, as for Go.
    fileprivate static func members(_ object: Int, _ tokens: [JSONToken], _ bytes: [UInt8]) -> [String: Int] {
        guard object < tokens.count, tokens[object].kind == .object else { return [:] }
        var members: [String: Int] = [:]
        var at = object + 1
        while at + 1 < Int(tokens[object].next) {
            members[JSONString.text(bytes.span, tokens[at])] = at + 1
            at = Int(tokens[at + 1].next)
        }
        return members
    }
}

/// Takes values out of a scanned object, and notes the first that is of another kind.
private struct MemberReader {
    let bytes: [UInt8]
    let tokens: [JSONToken]
    let members: [String: Int]
    private(set) var wrong: String?

    init(bytes: [UInt8], tokens: [JSONToken], members: [String: Int]) {
        self.bytes = bytes
        self.tokens = tokens
        self.members = members
    }

    private mutating func index(_ name: String, _ kind: JSONKind) -> Int? {
        guard let index = members[name], tokens[index].kind != .null else { return nil }
        if tokens[index].kind == kind { return index }
        if wrong == nil { wrong = name }
        return nil
    }

    mutating func text(_ name: String) -> String? {
        index(name, .string).map { JSONString.text(bytes.span, tokens[$0]) }
    }

    mutating func integer(_ name: String) -> Int? {
        guard let index = index(name, .number) else { return nil }
        let number = Int(String(decoding: bytes[tokens[index].range], as: UTF8.self))
        if number == nil, wrong == nil { wrong = name }
        return number
    }

    mutating func texts(_ name: String) -> [(name: String, value: String)] {
        guard let index = index(name, .object) else { return [] }
        return RecordedCallReader.members(index, tokens, bytes).sorted { $0.value < $1.value }.compactMap { member in
            guard tokens[member.value].kind == .string else {
                if wrong == nil { wrong = name }
                return nil
            }
            return (member.key, JSONString.text(bytes.span, tokens[member.value]))
        }
    }

    /// A base64 text; nothing where it is empty.
    mutating func decoded(_ name: String) -> [UInt8]? {
        guard let text = text(name), !text.isEmpty else { return nil }
        var output: [UInt8] = []
        if !Base64.decode(Array(text.utf8).span, into: &output), wrong == nil { wrong = name }
        return output
    }

    /// The caller's own certificate, the first of the chain.
    mutating func certificate(_ name: String) -> String? {
        guard let index = index(name, .array), tokens[index].next > index + 1 else { return nil }
        let first = tokens[index + 1]
        var output: [UInt8] = []
        guard first.kind == .string,
            Base64.decode(Array(JSONString.text(bytes.span, first).utf8).span, into: &output)
        else {
            if wrong == nil { wrong = name }
            return nil
        }
        return String(decoding: output, as: UTF8.self)
    }
}
