/// A plugin as the daemon would find it.
public struct PluginEntry: Sendable, Hashable {
    public let name: String
    public let address: PluginAddress
    /// Only from a `.json` file.
    public let tls: PluginTLSFiles?
    /// The file that says so: the socket itself, or a `.spec` or `.json` file.
    public let file: String

    public init(name: String, address: PluginAddress, tls: PluginTLSFiles? = nil, file: String = "") {
        self.name = name
        self.address = address
        self.tls = tls
        self.file = file
    }
}
