/// Why a plugin isn't found, or can't be announced.
public enum PluginDiscoveryError: Error, Sendable, Equatable {
    case badName(String)
    /// Neither `unix:///path` nor `tcp://HOST:PORT`.
    case badAddress(String)
    /// No file names the plugin.
    case notFound(name: String, looked: [String])
    /// The file that the daemon would take can't be understood; it looks no further.
    case badFile(path: String, reason: String)
    case system(call: String, path: String, errno: Int32, reason: String)
}

extension PluginDiscoveryError: CustomStringConvertible {
    public var description: String {
        switch self {
        case .badName(let name): "`\(name)` can't be a plugin's name"
        case .badAddress(let text): "`\(text)` is not a plugin's address: `unix:///path` or `tcp://HOST:PORT`"
        case .notFound(let name, let looked):
            "there is no plugin `\(name)`: neither of \(looked.map { "`\($0)`" }.joined(separator: ", ")) is there"
        case .badFile(let path, let reason): "`\(path)`: \(reason)"
        case .system(let call, let path, _, let reason): "can't \(call) `\(path)`: \(reason)"
        }
    }
}
