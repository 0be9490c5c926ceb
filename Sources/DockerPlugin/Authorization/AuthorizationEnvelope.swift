import NIOCore
import StrictJSON

/// The object of one authorization call: its bytes, checked, and where each field stands in them.
///
/// A value of its own: it holds the bytes, so it may outlive the scanner's buffers and the event loop's turn.
struct AuthorizationEnvelope: Sendable {
    let bytes: ByteBuffer
    private(set) var user = FieldRange()
    private(set) var authentication = FieldRange()
    private(set) var method = FieldRange()
    private(set) var uri = FieldRange()
    private(set) var requestBody = FieldRange()
    private(set) var decodedRequestBody: [UInt8]?
    private(set) var requestHeaders = FieldRange()
    private(set) var peerCertificates = FieldRange()
    private(set) var statusCode = FieldRange()
    private(set) var responseBody = FieldRange()
    private(set) var decodedResponseBody: [UInt8]?
    private(set) var responseHeaders = FieldRange()

    /// Scans and checks the whole call, so that nothing about it can turn out to be broken later.
    init(_ bytes: ByteBuffer, phase: AuthorizationPhase, scratch: inout EnvelopeScratch) throws(MalformedCall) {
        self.bytes = bytes
        let span = bytes.readableBytesUInt8Span
        if let fault = scratch.tokens.scan(span) { throw EnvelopeFault.scan(fault, phase) }
        let tokens = scratch.tokens.tokens
        let root = tokens[0]
        guard root.kind == .object else { throw EnvelopeFault.notObject(phase) }

        var index = 1
        while index < root.next {
            let name = tokens[index]
            let value = tokens[index + 1]
            if let field = EnvelopeField.named(name, in: span) {
                try check(field, value, index + 1, tokens, span, phase, &scratch)
                let found = FieldRange(start: value.start, end: value.end, isPresent: true, hasEscape: value.hasEscape)
                guard store(field, found) else { throw EnvelopeFault.duplicate(field, Int(name.start), phase) }
            }
            index = Int(value.next)
        }
        if method.range.isEmpty { throw EnvelopeFault.missing(.method, phase) }
        if uri.range.isEmpty { throw EnvelopeFault.missing(.uri, phase) }
    }

    private mutating func check(
        _ field: EnvelopeField,
        _ value: JSONToken,
        _ index: Int,
        _ tokens: [JSONToken],
        _ span: Span<UInt8>,
        _ phase: AuthorizationPhase,
        _ scratch: inout EnvelopeScratch
    ) throws(MalformedCall) {
        guard value.kind == field.kind else { throw EnvelopeFault.wrongType(field, Int(value.start), phase) }
        switch field {
        case .requestBody:
            try decode(value, span, field, phase, &scratch.unescaped, into: &scratch.requestBody)
            decodedRequestBody = scratch.requestBody
        case .responseBody:
            try decode(value, span, field, phase, &scratch.unescaped, into: &scratch.responseBody)
            decodedResponseBody = scratch.responseBody
        case .requestHeaders, .responseHeaders, .peerCertificates:
            // Of an object names and values alternate; the names are strings in any case.
            for member in tokens[(index + 1)..<Int(value.next)] {
                guard member.kind == .string else { throw EnvelopeFault.wrongType(field, Int(member.start), phase) }
                if field == .peerCertificates { try checkBase64(member, span, field, phase) }
            }
        case .statusCode:
            guard StatusCode.parse(span.extracting(value.range)) != nil else {
                throw EnvelopeFault.badStatusCode(Int(value.start), phase)
            }
        case .user, .authentication, .method, .uri:
            break
        }
    }

    /// Decodes a body; that is its check, too.
    private func decode(
        _ token: JSONToken,
        _ span: Span<UInt8>,
        _ field: EnvelopeField,
        _ phase: AuthorizationPhase,
        _ unescaped: inout [UInt8],
        into output: inout [UInt8]
    ) throws(MalformedCall) {
        EnvelopeScratch.empty(&output)
        let isDecoded: Bool
        if token.hasEscape {
            EnvelopeScratch.empty(&unescaped)
            JSONString.decode(span, token.range, into: &unescaped)
            isDecoded = Base64.decode(unescaped.span, into: &output)
        } else {
            isDecoded = Base64.decode(span.extracting(token.range), into: &output)
        }
        guard !isDecoded else { return }
        // Which byte it was is worth a second look only when there is one.
        let fault = token.hasEscape ? nil : Base64Text.fault(in: span.extracting(token.range))
        throw EnvelopeFault.badBase64(field, Int(token.start) + (fault ?? 0), phase)
    }

    private func checkBase64(
        _ token: JSONToken,
        _ span: Span<UInt8>,
        _ field: EnvelopeField,
        _ phase: AuthorizationPhase
    ) throws(MalformedCall) {
        let fault: Int?
        if token.hasEscape {
            var text: [UInt8] = []
            JSONString.decode(span, token.range, into: &text)
            fault = Base64Text.fault(in: text.span) == nil ? nil : 0
        } else {
            fault = Base64Text.fault(in: span.extracting(token.range))
        }
        if let fault { throw EnvelopeFault.badBase64(field, Int(token.start) + fault, phase) }
    }

    /// - Returns: Whether the field stood here for the first time.
    private mutating func store(_ field: EnvelopeField, _ found: FieldRange) -> Bool {
        switch field {
        case .user: Self.set(&user, found)
        case .authentication: Self.set(&authentication, found)
        case .method: Self.set(&method, found)
        case .uri: Self.set(&uri, found)
        case .requestBody: Self.set(&requestBody, found)
        case .requestHeaders: Self.set(&requestHeaders, found)
        case .peerCertificates: Self.set(&peerCertificates, found)
        case .statusCode: Self.set(&statusCode, found)
        case .responseBody: Self.set(&responseBody, found)
        case .responseHeaders: Self.set(&responseHeaders, found)
        }
    }

    private static func set(_ place: inout FieldRange, _ found: FieldRange) -> Bool {
        guard !place.isPresent else { return false }
        place = found
        return true
    }
}
