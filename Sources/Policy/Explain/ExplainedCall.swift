import DockerAPI

/// The call as the rules see it, for people.
public struct ExplainedCall: Sendable {
    public let phase: CallPhase
    public let method: String
    public let path: String
    public let uri: String
    /// The request target as the client wrote it.
    public let rawURI: String
    /// Whether the client wrote the URI in another way than the canonical one.
    public let isRewritten: Bool
    public let version: String
    public let action: String
    public let target: String
    public let user: String
    public let authentication: String
    public let groups: [String]
    public let status: Int?
    /// The canonical body; nothing when the call shows none.
    public let body: String?
    /// What the call would give its caller; only facts that it has.
    public let facts: [(fact: Fact, values: [String])]

    init(_ call: APICall, groups: [String]) {
        phase = call.phase
        method = call.method
        path = call.path
        uri = call.uri
        rawURI = call.rawURI
        isRewritten = call.uriWasRewritten
        version = call.version
        action = call.action
        target = call.target
        user = call.user
        authentication = call.authentication
        self.groups = groups
        status = call.status
        body = call.values(of: .body).first
        facts = Fact.allCases.compactMap { fact in
            let values = call.values(of: .fact(fact))
            return values.isEmpty ? nil : (fact, values)
        }
    }
}
