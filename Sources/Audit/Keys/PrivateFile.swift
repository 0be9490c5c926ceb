import Glibc

/// Small files that only their owner may read, replaced as a whole.
enum PrivateFile {
    /// The bytes of a file; nothing where there is none.
    static func read(_ path: String, limit: Int) throws(AuditError) -> [UInt8]? {
        let descriptor = open(path, O_RDONLY | O_CLOEXEC | O_NOFOLLOW | O_NOCTTY | O_NONBLOCK)
        guard descriptor >= 0 else {
            let code = errno
            if code == ENOENT { return nil }
            throw AuditError(.unreadable, path: path, code: code, "cannot read `\(path)`")
        }
        defer { _ = close(descriptor) }
        var status = stat()
        guard fstat(descriptor, &status) == 0, status.st_mode & S_IFMT == S_IFREG else {
            throw AuditError(.unsuitable, path: path, "`\(path)` is not a regular file")
        }
        guard status.st_uid == 0 || status.st_uid == geteuid(), status.st_mode & 0o077 == 0 else {
            throw AuditError(
                .unsuitable,
                path: path,
                "`\(path)` can be read by others than its owner, or belongs to somebody else",
                help: "chown it to the user that dockreeve runs as, and chmod 0600 it"
            )
        }
        var bytes = [UInt8](repeating: 0, count: limit + 1)
        var filled = 0
        while filled < bytes.count {
            let count = bytes.withUnsafeMutableBytes {
                Glibc.read(descriptor, $0.baseAddress?.advanced(by: filled), $0.count - filled)
            }
            if count < 0, errno == EINTR { continue }
            guard count >= 0 else { throw AuditError(.unreadable, path: path, code: errno, "cannot read `\(path)`") }
            if count == 0 { return Array(bytes[..<filled]) }
            filled += count
        }
        throw AuditError(.unsuitable, path: path, "`\(path)` is larger than \(limit) bytes")
    }

    /// Puts a file with these bytes in the place of what is there: whoever looks sees the old one or the new one, whole,
    /// also after a power cut.
    static func replace(_ path: String, with bytes: [UInt8], mode: mode_t = 0o600) throws(AuditError) {
        let temporary = "\(path).\(getpid()).new"
        _ = unlink(temporary)
        let descriptor = open(temporary, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC | O_NOFOLLOW, 0o600)
        guard descriptor >= 0 else { throw unwritable(path, errno) }
        var code: Int32 = 0
        var written = 0
        while written < bytes.count, code == 0 {
            let count = bytes.withUnsafeBytes {
                write(descriptor, $0.baseAddress?.advanced(by: written), $0.count - written)
            }
            if count > 0 { written += count } else if errno != EINTR { code = count == 0 ? EIO : errno }
        }
        if code == 0, fchmod(descriptor, mode) != 0 { code = errno }
        if code == 0, fsync(descriptor) != 0 { code = errno }
        _ = close(descriptor)
        if code == 0, rename(temporary, path) != 0 { code = errno }
        guard code == 0 else {
            _ = unlink(temporary)
            throw unwritable(path, code)
        }
        _ = FileSync.directory(of: path)
    }

    static func checkDirectory(_ path: String) throws(AuditError) {
        var status = stat()
        guard lstat(path, &status) == 0 else {
            throw AuditError(.unreadable, path: path, code: errno, "cannot read `\(path)`")
        }
        guard status.st_mode & S_IFMT == S_IFDIR else {
            throw AuditError(.unsuitable, path: path, "`\(path)` is not a directory")
        }
        guard status.st_uid == 0 || status.st_uid == geteuid(), status.st_mode & 0o022 == 0 else {
            throw AuditError(
                .unsuitable,
                path: path,
                "others may write in `\(path)`, where the audit log's keys are",
                help: "chown it to the user that dockreeve runs as, and chmod 0700 it"
            )
        }
    }

    private static func unwritable(_ path: String, _ code: Int32) -> AuditError {
        AuditError(.unwritable, path: path, code: code, "cannot write `\(path)`")
    }
}
