import Glibc

/// Bytes after a log's last whole record.
struct TornTail: Equatable {
    let bytes: Int
    /// Where they were copied to; nothing when that couldn't be done and they were left in the log.
    let file: String?

    /// Appends bytes, and a line feed, to a file of set-aside ones, and sees to it that they are on the disk.
    ///
    /// - Returns: 0, or the system's error number.
    static func keep(_ bytes: ArraySlice<UInt8>, at path: String) -> Int32 {
        let descriptor = open(
            path,
            O_WRONLY | O_APPEND | O_CREAT | O_CLOEXEC | O_NOFOLLOW | O_NOCTTY | O_NONBLOCK,
            0o600
        )
        guard descriptor >= 0 else { return errno }
        defer { _ = close(descriptor) }
        var status = stat()
        guard fstat(descriptor, &status) == 0 else { return errno }
        guard status.st_mode & S_IFMT == S_IFREG else { return EINVAL }
        let line = bytes + [UInt8(ascii: "\n")]
        var written = 0
        while written < line.count {
            let count = line.withUnsafeBytes {
                write(descriptor, $0.baseAddress?.advanced(by: written), $0.count - written)
            }
            if count < 0, errno == EINTR { continue }
            guard count > 0 else { return count < 0 ? errno : EIO }
            written += count
        }
        return fdatasync(descriptor) == 0 ? 0 : errno
    }
}
