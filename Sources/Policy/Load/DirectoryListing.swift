import Glibc

/// The names in a directory, in the order of their bytes.
enum DirectoryListing {
    /// Far more than anybody edits.
    static let limit = 10_000

    /// - Parameter directory: An open directory; it stays open.
    /// - Throws: ``SystemError``; `EFBIG` when there are more than ``limit`` names.
    static func names(in directory: Int32) throws(SystemError) -> [[UInt8]] {
        // The stream owns what it is given, so it gets a descriptor of its own.
        let copy = fcntl(directory, F_DUPFD_CLOEXEC, 0)
        guard copy >= 0 else { throw SystemError(code: errno) }
        guard let stream = fdopendir(copy) else {
            let code = errno
            _ = close(copy)
            throw SystemError(code: code)
        }
        defer { closedir(stream) }
        var names: [[UInt8]] = []
        while true {
            errno = 0
            guard let entry = readdir(stream) else {
                guard errno == 0 else { throw SystemError(code: errno) }
                break
            }
            let name = withUnsafeBytes(of: &entry.pointee.d_name) { Array($0.prefix { $0 != 0 }) }
            names.append(name)
            guard names.count <= limit else { throw SystemError(code: EFBIG) }
        }
        return names.sorted { $0.lexicographicallyPrecedes($1) }
    }
}
