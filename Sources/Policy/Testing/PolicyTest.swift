import DockerAPI

/// A case from the `tests:` of a rule file: a call, and what the policy has to say about it.
public struct PolicyTest: Sendable {
    public let name: String
    public let place: SourcePlace
    /// Empty for the local socket.
    public let user: String
    public let headers: [(name: String, value: String)]
    public let method: String
    public let uri: String
    /// The JSON text of the body; nothing where the call has none.
    public let body: [UInt8]?
    public let expected: Effect
    /// The deciding rules that are expected, in any order; nothing where the case doesn't say.
    public let rules: [String]?
    /// The reason that is expected; nothing where the case doesn't say.
    public let reason: Reason?

    /// The call as dockerd would hand it on.
    public var call: WireCall {
        var headers = headers.map { ($0.name, $0.value) }
        if body != nil, !headers.contains(where: { $0.0.lowercased() == "content-type" }) {
            headers.append(("Content-Type", "application/json"))
        }
        return WireCall(
            method: method,
            uri: uri,
            headers: headers,
            body: body,
            user: user,
            authentication: user.isEmpty ? "" : "TLS"
        )
    }
}
