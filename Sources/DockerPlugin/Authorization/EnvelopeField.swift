import StrictJSON

/// The members of the object that the daemon sends, spelled as on the wire (moby, `pkg/authorization`).
enum EnvelopeField: Int, CaseIterable {
    case user
    case authentication
    case method
    case uri
    case requestBody
    case requestHeaders
    case peerCertificates
    case statusCode
    case responseBody
    case responseHeaders

    var name: StaticString {
        switch self {
        case .user: "User"
        case .authentication: "UserAuthNMethod"
        case .method: "RequestMethod"
        case .uri: "RequestUri"
        case .requestBody: "RequestBody"
        case .requestHeaders: "RequestHeaders"
        case .peerCertificates: "RequestPeerCertificates"
        case .statusCode: "ResponseStatusCode"
        case .responseBody: "ResponseBody"
        case .responseHeaders: "ResponseHeaders"
        }
    }

    var kind: JSONKind {
        switch self {
        case .requestHeaders, .responseHeaders: .object
        case .peerCertificates: .array
        case .statusCode: .number
        default: .string
        }
    }

    /// The field that a member's name stands for; exact spelling only, since the daemon writes it so.
    static func named(_ name: JSONToken, in bytes: Span<UInt8>) -> EnvelopeField? {
        if name.hasEscape { return allCases.first { JSONString.equals(bytes, name, $0.name) } }
        let field: EnvelopeField
        switch name.range.count {
        case 4: field = .user
        case 10: field = .uri
        case 11: field = .requestBody
        case 12: field = .responseBody
        case 13: field = .method
        case 14: field = .requestHeaders
        case 15: field = JSONString.equals(bytes, name, Self.authentication.name) ? .authentication : .responseHeaders
        case 18: field = .statusCode
        case 23: field = .peerCertificates
        default: return nil
        }
        return JSONString.equals(bytes, name, field.name) ? field : nil
    }
}
