/// What will be asked of a call, so that the reader prepares it in its reused buffers.
///
/// Whatever wasn't announced can still be asked: it is then made on the spot, in memory of its own.
public struct CallNeeds: Sendable, Hashable {
    public var facts: FactSet
    /// The canonical body as one text.
    public var canonicalBody: Bool
    public var certificate: Bool
    /// The response body as JSON.
    public var responseBody: Bool

    public init(
        facts: FactSet = [],
        canonicalBody: Bool = false,
        certificate: Bool = false,
        responseBody: Bool = false
    ) {
        self.facts = facts
        self.canonicalBody = canonicalBody
        self.certificate = certificate
        self.responseBody = responseBody
    }

    public static let nothing = CallNeeds()

    /// Adds what an attribute takes.
    public mutating func insert(_ attribute: CallAttribute) {
        switch attribute {
        case .fact(let fact): facts.insert(FactSet(fact))
        case .body: canonicalBody = true
        case .certificate: certificate = true
        case .responseBodyPath: responseBody = true
        case .user, .authentication, .method, .path, .uri, .version, .query, .header, .action, .target, .bodyPath,
            .status, .responseHeader, .responseBody:
            break
        }
    }
}
