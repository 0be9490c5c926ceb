/// Where the daemon looks for a plugin's socket (Docker Engine, plugin discovery).
public enum PluginSocket {
    /// The daemon looks for `NAME.sock` here before it reads any `.spec` or `.json` file.
    public static let directory = "/run/docker/plugins"

    /// The path of a plugin's socket from the name that the daemon knows it by (`--authorization-plugin=NAME`).
    ///
    /// - Throws: ``PluginServerError/badPluginName(_:)`` when the name can't stand in a path.
    public static func path(plugin name: String) throws(PluginServerError) -> String {
        guard isName(name) else { throw .badPluginName(name) }
        return "\(directory)/\(name).sock"
    }

    static func isName(_ name: String) -> Bool {
        let bytes = name.utf8
        guard let first = bytes.first, isLetterOrDigit(first), bytes.count <= 80 else { return false }
        return bytes.allSatisfy { byte in
            isLetterOrDigit(byte) || byte == UInt8(ascii: "-") || byte == UInt8(ascii: "_") || byte == UInt8(ascii: ".")
        }
    }

    private static func isLetterOrDigit(_ byte: UInt8) -> Bool {
        byte &- UInt8(ascii: "a") < 26 || byte &- UInt8(ascii: "0") < 10
    }
}
