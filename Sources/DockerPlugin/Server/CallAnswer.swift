import NIOCore

/// What goes back to the daemon for one call of the plugin protocol.
enum CallAnswer: Sendable, Equatable {
    /// `{"Allow":true}`, ready-made.
    case allow
    case authorization(AuthorizationAnswer)
    /// Status 200 with this JSON text.
    case json([UInt8])
    /// The error form: a status over 399 with `{"Err":…}`.
    case failure(status: Int, message: String)
}

extension CallAnswer {
    static func failure(_ refusal: CallRefusal) -> CallAnswer {
        .failure(status: refusal.status, message: refusal.message)
    }
}
