/// Why a call to a plugin came to nothing.
public enum PluginClientError: Error, Sendable, Equatable {
    /// Nobody answers there, or TLS was refused.
    case unreachable(String, reason: String)
    /// The plugin wants TLS: take its client from `DockerPluginTLS`.
    case needsTLS(String)
    /// No whole answer came within ``PluginClientLimits/answerTime``.
    case tooSlow(String)
    /// The connection ended before the answer was whole.
    case brokenOff(String)
    /// The plugin's own error: a status other than 200, or `Err`.
    case refused(method: String, status: Int, message: String)
    /// No answer by the rules of the protocol.
    case badAnswer(method: String, reason: String)
}

extension PluginClientError: CustomStringConvertible {
    public var description: String {
        switch self {
        case .unreachable(let address, let reason): "can't reach `\(address)`: \(reason)"
        case .needsTLS(let name): "the plugin `\(name)` speaks TLS only"
        case .tooSlow(let address): "no answer from `\(address)` in time"
        case .brokenOff(let address): "`\(address)` ended the connection before its answer was whole"
        case .refused(let method, let status, let message): "`\(method)` failed with status \(status): \(message)"
        case .badAnswer(let method, let reason): "the answer to `\(method)` is broken: \(reason)"
        }
    }
}
