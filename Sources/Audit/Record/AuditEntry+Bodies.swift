import DockerAPI
import Policy

/// What stood in the request and in the answer, without what is secret in it; where the level asks for it.
extension AuditEntry {
    /// A request's body, or its canonical text, that is longer isn't written, in bytes.
    static let bodyLimit = 1 << 20
    /// The same of an answer. dockerd doesn't show more of one.
    static let answerLimit = 64 << 10

    mutating func writeBodies(_ call: APICall, _ level: AuditLevel, _ redactor: Redactor) {
        guard level >= .request else { return }
        if call.phase == .request {
            var text = takeText()
            let outcome = call.appendMaskedBody(redactor, limit: Self.bodyLimit, to: &text, &erased)
            write(outcome, text.span, call.bodyLength, "body", "body_omitted")
            self.text = text
        } else if level == .response {
            var text = takeText()
            let outcome = call.appendMaskedAnswer(redactor, limit: Self.answerLimit, to: &text, &erased)
            write(outcome, text.span, call.answerLength, "response", "response_omitted")
            self.text = text
        }
    }

    private mutating func write(
        _ outcome: APICall.MaskedBody,
        _ text: Span<UInt8>,
        _ length: Int,
        _ name: StaticString,
        _ omitted: StaticString
    ) {
        switch outcome {
        case .none: break
        case .written:
            json.member(name, raw: text)
        case .unreadable: writeOmitted(omitted, "not-json", length)
        case .tooLong: writeOmitted(omitted, "too-long", length)
        }
    }

    /// - Parameter length: Of what dockerd showed, in bytes.
    private mutating func writeOmitted(_ name: StaticString, _ reason: String, _ length: Int) {
        json.name(name)
        json.beginObject()
        json.member("reason", reason)
        json.name("bytes")
        json.integer(length)
        json.endObject()
    }
}
