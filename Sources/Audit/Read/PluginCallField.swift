import StrictJSON

/// A member of the object that dockerd sends to an authorization plugin (moby, `pkg/authorization`).
enum PluginCallField: Int, CaseIterable {
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

    /// Whether only the answer of a call has it.
    var isOfResponse: Bool {
        switch self {
        case .statusCode, .responseBody, .responseHeaders: true
        default: false
        }
    }

    static func named(_ name: JSONToken, in bytes: Span<UInt8>) -> PluginCallField? {
        allCases.first { JSONString.equals(bytes, name, $0.name) }
    }
}
