/// What will be asked of a call, so that the reader prepares it in its reused buffers.
///
/// Whatever wasn't announced can still be asked: it is then made on the spot, in memory of its own.
public struct CallNeeds: Sendable, Hashable {
    /// The facts that will be asked for.
    public var facts: FactSet
    /// The canonical body as one text.
    public var canonicalBody: Bool
    /// The response body as JSON.
    public var responseBody: Bool

    /// What will be asked for; everything else is not.
    public init(
        facts: FactSet = [],
        canonicalBody: Bool = false,
        responseBody: Bool = false
    ) {
        self.facts = facts
        self.canonicalBody = canonicalBody
        self.responseBody = responseBody
    }

    /// Nothing but what lies in the URI, the headers and the body's paths.
    public static let nothing = CallNeeds()

    /// Adds what an attribute takes.
    public mutating func insert(_ attribute: CallAttribute) {
        switch attribute {
        case .fact(let fact): facts.insert(FactSet(fact))
        case .body: canonicalBody = true
        case .responseBodyPath: responseBody = true
        case .user, .authentication, .method, .path, .uri, .version, .query, .header, .action, .target, .bodyPath,
            .certificate, .status, .responseHeader, .responseBody:
            break
        }
    }
}
