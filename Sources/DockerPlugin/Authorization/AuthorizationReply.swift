/// How an ``ImmediateAuthorizationPlugin`` answers: at once, or from a task of its own.
public enum AuthorizationReply: Sendable {
    case now(AuthorizationAnswer)
    /// The closure runs in a task off the event loop; it is cancelled when the answer's deadline passes.
    case later(@Sendable () async throws -> AuthorizationAnswer)

    /// The answer, however long it takes.
    func answer() async throws -> AuthorizationAnswer {
        switch self {
        case .now(let answer): answer
        case .later(let work): try await work()
        }
    }
}
