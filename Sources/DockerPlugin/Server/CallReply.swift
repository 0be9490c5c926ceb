/// How a call is answered: at once, or by a task off the event loop.
enum CallReply: Sendable {
    case now(CallAnswer)
    /// The closure is cancelled when the answer's deadline passes.
    case later(@Sendable () async -> CallAnswer)
}
