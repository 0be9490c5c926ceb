/// What an authorization plugin answers to the daemon.
///
/// A denial is an answer, not an error: it goes out as status 200 with `{"Allow":false,"Msg":…}`, and the client of the
/// Engine API reads `authorization denied by plugin NAME: MESSAGE` (Docker Engine, access authorization plugin).
public struct AuthorizationAnswer: Sendable, Equatable {
    public var allow: Bool
    /// Shown to the client when the call is denied; the daemon ignores it when the call is allowed.
    public var message: String

    public init(allow: Bool, message: String = "") {
        self.allow = allow
        self.message = message
    }

    public static let allow = AuthorizationAnswer(allow: true)

    public static func deny(_ message: String) -> AuthorizationAnswer {
        AuthorizationAnswer(allow: false, message: message)
    }
}
