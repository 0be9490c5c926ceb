import StrictJSON

/// The texts of what can be wrong with an authorization call.
enum EnvelopeFault {
    static func scan(_ fault: JSONFault, _ phase: AuthorizationPhase) -> MalformedCall {
        if fault.reason == .empty {
            let message = "the call is empty (docker repeats a call whose connection broke, but without its body)"
            return MalformedCall(phase: phase, reason: .empty, message: message)
        }
        let message = "the call is not one JSON value: \(fault.reason.rawValue)"
        return MalformedCall(phase: phase, reason: .notJSON, message: message, offset: fault.offset)
    }

    static func notObject(_ phase: AuthorizationPhase) -> MalformedCall {
        MalformedCall(phase: phase, reason: .notObject, message: "the call is not a JSON object", offset: 0)
    }

    static func duplicate(_ field: EnvelopeField, _ offset: Int, _ phase: AuthorizationPhase) -> MalformedCall {
        MalformedCall(phase: phase, reason: .duplicateField, message: "`\(field.name)` stands twice", offset: offset)
    }

    static func missing(_ field: EnvelopeField, _ phase: AuthorizationPhase) -> MalformedCall {
        MalformedCall(phase: phase, reason: .missingField, message: "`\(field.name)` is missing or empty")
    }

    static func wrongType(_ field: EnvelopeField, _ offset: Int, _ phase: AuthorizationPhase) -> MalformedCall {
        let expected =
            switch field {
            case .requestHeaders, .responseHeaders: "an object of strings"
            case .peerCertificates: "an array of strings"
            case .statusCode: "a number"
            default: "a string"
            }
        let message = "`\(field.name)` is not \(expected)"
        return MalformedCall(phase: phase, reason: .wrongType, message: message, offset: offset)
    }

    static func badBase64(_ field: EnvelopeField, _ offset: Int, _ phase: AuthorizationPhase) -> MalformedCall {
        MalformedCall(phase: phase, reason: .badBase64, message: "`\(field.name)` is not base64", offset: offset)
    }

    static func badStatusCode(_ offset: Int, _ phase: AuthorizationPhase) -> MalformedCall {
        let message = "`\(EnvelopeField.statusCode.name)` is not a whole number from 0 to 999"
        return MalformedCall(phase: phase, reason: .badStatusCode, message: message, offset: offset)
    }
}
