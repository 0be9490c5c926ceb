import Glibc

/// Looks plugins up in the order in which the daemon does (moby, `pkg/plugins/discovery.go`): `NAME.sock` and
/// `NAME/NAME.sock` in the folder of sockets; then, folder by folder, `NAME.spec`, `NAME/NAME.spec`, `NAME.json` and
/// `NAME/NAME.json`. The first file that is there counts, even when it is broken.
///
/// Managed plugins, which the daemon asks first, are its own affair and not looked at.
public struct PluginDiscovery: Sendable {
    public var sockets: String
    public var specifications: [String]

    public init(
        sockets: String = PluginSocket.directory,
        specifications: [String] = ["/etc/docker/plugins", "/usr/lib/docker/plugins"]
    ) {
        self.sockets = sockets
        self.specifications = specifications
    }

    /// - Throws: ``PluginDiscoveryError``.
    public func find(_ name: String) throws(PluginDiscoveryError) -> PluginEntry {
        guard PluginSocket.isName(name) else { throw .badName(name) }
        var looked: [String] = []
        for path in Self.paths(sockets, name, ".sock") {
            looked.append(path)
            if Self.mode(path) == S_IFSOCK {
                return PluginEntry(name: name, address: .socket(path: path), file: path)
            }
        }
        for folder in specifications {
            for path in Self.paths(folder, name, ".spec") + Self.paths(folder, name, ".json") {
                looked.append(path)
                guard Self.mode(path) != nil else { continue }
                return try path.hasSuffix(".json") ? PluginFile.json(path, name) : PluginFile.specification(path, name)
            }
        }
        throw .notFound(name: name, looked: looked)
    }

    private static func paths(_ folder: String, _ name: String, _ suffix: String) -> [String] {
        ["\(folder)/\(name)\(suffix)", "\(folder)/\(name)/\(name)\(suffix)"]
    }

    /// The type of what stands at a path, links followed.
    private static func mode(_ path: String) -> mode_t? {
        var status = stat()
        guard stat(path, &status) == 0 else { return nil }
        return status.st_mode & S_IFMT
    }
}
