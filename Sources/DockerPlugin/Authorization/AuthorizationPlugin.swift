/// A plugin that is asked about every call to the Engine API: before it runs, and before its answer leaves.
///
/// Throwing ``MalformedCall`` says that the daemon's call was broken (status 400), any other error that the plugin is
/// (status 500). In both cases the daemon denies the call and shows the error's text to the client.
public protocol AuthorizationPlugin: Sendable {
    /// `AuthZPlugin.AuthZReq`: may this call run?
    func authorize(request: AuthorizationRequest) async throws -> AuthorizationAnswer

    /// `AuthZPlugin.AuthZRes`: may this answer leave? The call has already taken effect; up to 64 KiB of its answer are
    /// held back meanwhile. Allowed unless implemented.
    func authorize(response: AuthorizationResponse) async throws -> AuthorizationAnswer

    /// A call that was refused because it could not be understood, so that it can be recorded.
    ///
    /// Comes before the refusal is sent, mostly on the event loop: it must not block. Does nothing unless implemented.
    func malformed(_ call: MalformedCall)
}

extension AuthorizationPlugin {
    public func authorize(response: AuthorizationResponse) async throws -> AuthorizationAnswer { .allow }

    public func malformed(_ call: MalformedCall) {}
}
