/// Why a plugin server can't start.
public enum PluginServerError: Error, Sendable, Equatable {
    case badPluginName(String)
    /// A unix socket's path is limited to 107 bytes (`unix(7)`).
    case socketPathTooLong(String)
    case socketPathEmpty
    /// Something answers on the socket.
    case socketInUse(String)
    /// What stands at the path is not a socket; it is left alone.
    case notASocket(String)
    case system(call: String, path: String, errno: Int32, reason: String)
    /// A server is started once.
    case alreadyStarted
    case listening(path: String, reason: String)
    /// TCP without TLS on an address that others than this host can reach.
    case plainTCP(String)
    /// What was handed over is no listening stream socket, or was taken before.
    case notListening(String)
}

extension PluginServerError: CustomStringConvertible {
    public var description: String {
        switch self {
        case .badPluginName(let name):
            "`\(name)` can't be a plugin's name: lower-case letters, digits, `-`, `_` and `.`, beginning with a letter or digit"
        case .socketPathTooLong(let path):
            "`\(path)` is too long for a unix socket: at most \(SocketFile.maximumPathBytes) bytes"
        case .socketPathEmpty:
            "the path of the socket is empty or holds a NUL byte"
        case .socketInUse(let path):
            "`\(path)` is in use: a process answers there; stop it first or choose another socket"
        case .notASocket(let path):
            "`\(path)` exists and is not a socket; move it away or choose another socket"
        case .system(let call, let path, _, let reason):
            "can't \(call) `\(path)`: \(reason)"
        case .alreadyStarted:
            "the server was started before"
        case .listening(let path, let reason):
            "can't listen on `\(path)`: \(reason)"
        case .plainTCP(let address):
            "`\(address)` can be reached from other hosts, and without TLS they could all call the plugin; "
                + "use TLS or a loopback address"
        case .notListening(let name):
            "\(name) is not a listening stream socket, or is in use already"
        }
    }
}
