import DockerAPI
import StrictJSON

/// Reads a recorded call of the plugin protocol: the object that dockerd sends, by itself or as
/// `{"endpoint":"AuthZPlugin.AuthZReq","call":{…}}`.
struct PluginCallReader {
    private var scratch: [UInt8] = []

    /// - Parameter line: A line that was scanned and is no audit record.
    /// - Returns: What is wrong; nothing where the call was taken over.
    static func read(_ line: RecordedDecision, into wire: inout WireCall) -> String? {
        var reader = PluginCallReader()
        wire.reset()
        return reader.read(line.bytes.span, line.tokens.tokens, into: &wire)
    }

    private mutating func read(_ bytes: Span<UInt8>, _ tokens: [JSONToken], into wire: inout WireCall) -> String? {
        guard let root = tokens.first, root.kind == .object else { return "not a JSON object" }
        var call = 0
        var hasCall = false
        var phase: CallPhase?
        var at = 1
        while at < root.next {
            let (name, value) = (tokens[at], tokens[at + 1])
            if JSONString.equals(bytes, name, "call"), value.kind == .object {
                guard !hasCall else { return "`call` stands there twice" }
                (call, hasCall) = (at + 1, true)
            } else if JSONString.equals(bytes, name, "endpoint"), value.kind == .string {
                guard phase == nil else { return "`endpoint` stands there twice" }
                if JSONString.equals(bytes, value, "AuthZPlugin.AuthZReq") {
                    phase = .request
                } else if JSONString.equals(bytes, value, "AuthZPlugin.AuthZRes") {
                    phase = .response
                } else {
                    return "`endpoint` is neither `AuthZPlugin.AuthZReq` nor `AuthZPlugin.AuthZRes`"
                }
            }
            at = Int(value.next)
        }
        return read(bytes, tokens, call, phase, into: &wire)
    }

    private mutating func read(
        _ bytes: Span<UInt8>,
        _ tokens: [JSONToken],
        _ index: Int,
        _ phase: CallPhase?,
        into wire: inout WireCall
    ) -> String? {
        let object = tokens[index]
        var seen: Set<Int> = []
        var isResponse = false
        var at = index + 1
        while at < object.next {
            let (name, value) = (tokens[at], tokens[at + 1])
            defer { at = Int(value.next) }
            guard let field = PluginCallField.named(name, in: bytes) else { continue }
            guard seen.insert(field.rawValue).inserted else { return "`\(field.name)` stands there twice" }
            // Go writes an empty map or list as null.
            if value.kind == .null { continue }
            guard value.kind == field.kind else { return "`\(field.name)` is not of the kind that dockerd sends" }
            if field.isOfResponse { isResponse = true }
            if let problem = take(field, at + 1, bytes, tokens, &wire) { return problem }
        }
        guard seen.contains(PluginCallField.method.rawValue), seen.contains(PluginCallField.uri.rawValue) else {
            return "neither an audit record nor a plugin call"
        }
        wire.phase = phase ?? (isResponse ? .response : .request)
        return nil
    }

    private mutating func take(
        _ field: PluginCallField,
        _ index: Int,
        _ bytes: Span<UInt8>,
        _ tokens: [JSONToken],
        _ wire: inout WireCall
    ) -> String? {
        let token = tokens[index]
        switch field {
        case .user: with(bytes, token) { wire.setUser($0) }
        case .authentication: with(bytes, token) { wire.setAuthentication($0) }
        case .method: with(bytes, token) { wire.setMethod($0) }
        case .uri: with(bytes, token) { wire.setURI($0) }
        case .requestBody: with(bytes, token) { wire.setBody(base64: $0) }
        case .responseBody: with(bytes, token) { wire.setResponseBody(base64: $0) }
        case .statusCode:
            guard let status = Int(String(decoding: (token.range).map { bytes[$0] }, as: UTF8.self)) else {
                return "`ResponseStatusCode` is not a whole number"
            }
            wire.status = status
        case .requestHeaders, .responseHeaders:
            return takeHeaders(index, bytes, tokens, isResponse: field == .responseHeaders, &wire)
        case .peerCertificates:
            return takeCertificates(index, bytes, tokens, &wire)
        }
        return nil
    }

    private mutating func takeHeaders(
        _ index: Int,
        _ bytes: Span<UInt8>,
        _ tokens: [JSONToken],
        isResponse: Bool,
        _ wire: inout WireCall
    ) -> String? {
        var at = index + 1
        while at < tokens[index].next {
            let (name, value) = (tokens[at], tokens[at + 1])
            guard value.kind == .string else { return "a header is not a string" }
            with(bytes, name, value) { name, value in
                if isResponse {
                    wire.addResponseHeader(name: name, value: value)
                } else {
                    wire.addHeader(name: name, value: value)
                }
            }
            at = Int(value.next)
        }
        return nil
    }

    private mutating func takeCertificates(
        _ index: Int,
        _ bytes: Span<UInt8>,
        _ tokens: [JSONToken],
        _ wire: inout WireCall
    ) -> String? {
        var at = index + 1
        while at < tokens[index].next {
            let item = tokens[at]
            guard item.kind == .string else { return "a certificate is not a string" }
            var text: [UInt8] = []
            var pem: [UInt8] = []
            JSONString.decode(bytes, item.range, into: &text)
            guard Base64.decode(text.span, into: &pem) else { return "a certificate is not base64" }
            wire.addCertificate(pem: pem.span)
            at = Int(item.next)
        }
        return nil
    }

    private mutating func with(
        _ bytes: Span<UInt8>,
        _ name: JSONToken,
        _ value: JSONToken,
        _ visit: (Span<UInt8>, Span<UInt8>) -> Void
    ) {
        guard name.hasEscape || value.hasEscape else {
            return visit(bytes.extracting(name.range), bytes.extracting(value.range))
        }
        scratch.removeAll(keepingCapacity: true)
        JSONString.decode(bytes, name.range, into: &scratch)
        let split = scratch.count
        JSONString.decode(bytes, value.range, into: &scratch)
        let both = scratch.span
        visit(both.extracting(0..<split), both.extracting(split..<both.count))
    }

    private mutating func with(_ bytes: Span<UInt8>, _ token: JSONToken, _ visit: (Span<UInt8>) -> Void) {
        guard token.hasEscape else { return visit(bytes.extracting(token.range)) }
        scratch.removeAll(keepingCapacity: true)
        JSONString.decode(bytes, token.range, into: &scratch)
        visit(scratch.span)
    }
}
