/// An authorization plugin that can answer without waiting: it is asked on the event loop and must not block there.
///
/// What needs to wait goes into ``AuthorizationReply/later(_:)``.
public protocol ImmediateAuthorizationPlugin: AuthorizationPlugin {
    /// `AuthZPlugin.AuthZReq`: may this call run?
    func reply(to request: AuthorizationRequest) throws -> AuthorizationReply

    /// `AuthZPlugin.AuthZRes`: may this answer leave? Allowed unless implemented.
    func reply(to response: AuthorizationResponse) throws -> AuthorizationReply
}

extension ImmediateAuthorizationPlugin {
    public func reply(to response: AuthorizationResponse) throws -> AuthorizationReply { .now(.allow) }

    public func authorize(request: AuthorizationRequest) async throws -> AuthorizationAnswer {
        try await reply(to: request).answer()
    }

    public func authorize(response: AuthorizationResponse) async throws -> AuthorizationAnswer {
        try await reply(to: response).answer()
    }
}
