import Glibc

/// Why a sink takes nothing at the moment.
enum SinkFault: Error, Equatable {
    /// What the system said; it is tried again.
    case failed(String)
    /// This message is too large for the receiver; the next ones may not be.
    case tooLarge
    /// The plugin ends, and there is no time left.
    case stopped

    static func last(_ what: String) -> SinkFault {
        .failed("\(what): \(String(cString: strerror(errno)).lowercased())")
    }
}

extension SinkFault: CustomStringConvertible {
    var description: String {
        switch self {
        case .failed(let text): text
        case .tooLarge: "the message is too large for the receiver"
        case .stopped: "the plugin ends"
        }
    }
}
