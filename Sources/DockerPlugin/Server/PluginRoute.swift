import NIOCore

/// One call of the plugin protocol: the path it is posted to and who answers it.
struct PluginRoute: Sendable {
    let path: String
    /// Gets the call's whole body, on the event loop.
    let answer: @Sendable (_ body: ByteBuffer, _ scratch: CallScratch) -> CallReply
    /// Hears of a call that was refused before it was whole, or was never asked; on the event loop.
    let refused: @Sendable (CallRefusal) -> Void

    init(
        _ path: String,
        answer: @escaping @Sendable (_ body: ByteBuffer, _ scratch: CallScratch) -> CallReply,
        refused: @escaping @Sendable (CallRefusal) -> Void = { _ in }
    ) {
        self.path = path
        self.answer = answer
        self.refused = refused
    }
}
