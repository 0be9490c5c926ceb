import Glibc

/// The folder that a socket stands in.
struct Folder {
    let path: String

    init(containing path: String) {
        guard let slash = path.lastIndex(of: "/") else {
            self.path = "."
            return
        }
        self.path = slash == path.startIndex ? "/" : String(path[..<slash])
    }

    /// Makes the folder and those above it, as far as they are missing.
    func create() throws(PluginServerError) {
        var end = path.startIndex
        while end < path.endIndex {
            let after = path.index(after: end)
            end = path[after...].firstIndex(of: "/") ?? path.endIndex
            let prefix = String(path[..<end])
            guard mkdir(prefix, 0o755) != 0, errno != EEXIST else { continue }
            let reason = errno
            // A read-only or forbidden folder above is none of our business if it is there.
            var status = stat()
            guard stat(prefix, &status) != 0 else { continue }
            throw .system("make the folder", prefix, reason)
        }
    }
}
