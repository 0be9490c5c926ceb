import Glibc

/// Waits until the disk has something.
enum FileSync {
    /// A file's bytes, and its length.
    ///
    /// - Returns: 0, or the system's error number.
    static func data(_ descriptor: Int32) -> Int32 {
        while fdatasync(descriptor) != 0 {
            if errno != EINTR { return errno }
        }
        return 0
    }

    /// The names in the directory of a file.
    static func directory(of path: String) -> Int32 {
        let directory = path.lastIndex(of: "/").map { $0 == path.startIndex ? "/" : String(path[..<$0]) } ?? "."
        let descriptor = open(directory, O_RDONLY | O_DIRECTORY | O_CLOEXEC)
        guard descriptor >= 0 else { return errno }
        defer { _ = close(descriptor) }
        return fsync(descriptor) == 0 ? 0 : errno
    }
}
