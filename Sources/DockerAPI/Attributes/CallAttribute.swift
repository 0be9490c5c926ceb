/// Something of a call that a rule can match.
public enum CallAttribute: Hashable, Sendable {
    /// `user`: common name of the client certificate, empty on the local socket.
    case user
    /// `auth`: `TLS` or empty.
    case authentication
    case method
    /// `path`: canonical, without version.
    case path
    /// `uri`: canonical path and query.
    case uri
    /// `version`: the API version asked for, empty when none.
    case version
    /// `query.NAME`: every value of that parameter, in order. Names are case-sensitive.
    case query(String)
    /// `header.NAME`, in any case.
    case header(String)
    case action
    case target
    /// `body`: the canonical JSON text.
    case body
    /// `body.PATH`: every scalar that is reached.
    case bodyPath(BodyPath)
    /// `uses.NAME`
    case fact(Fact)
    /// `cert.NAME`, of the caller's own certificate.
    case certificate(CertificateField)
    /// `status`, response phase.
    case status
    /// `response.header.NAME`, response phase.
    case responseHeader(String)
    /// `response.body`: the answer as dockerd showed it, response phase.
    case responseBody
    /// `response.body.PATH`, response phase.
    case responseBodyPath(BodyPath)

    /// Whether the attribute always has exactly one value, possibly an empty one.
    public var isSingle: Bool {
        switch self {
        case .user, .authentication, .method, .path, .uri, .version, .action, .target: true
        default: false
        }
    }

    /// Whether only an answer of the engine has it.
    public var isResponseOnly: Bool {
        switch self {
        case .status, .responseHeader, .responseBody, .responseBodyPath: true
        default: false
        }
    }
}
