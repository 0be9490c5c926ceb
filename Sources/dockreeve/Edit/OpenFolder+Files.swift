import Glibc
import Policy

extension OpenFolder {
    /// A file's text, and whose it is.
    struct Contents {
        var bytes: [UInt8]
        var owner: uid_t
        var group: gid_t
        /// The permission bits.
        var mode: mode_t
    }

    /// Reads a regular file; links aren't followed.
    ///
    /// - Parameter limit: Bytes. Of a longer file one byte more comes back, so that it shows.
    /// - Returns: Nothing where there is no such file.
    func read(_ name: String, limit: Int) throws(EditError) -> Contents? {
        let file = openat(descriptor, name, O_RDONLY | O_NOFOLLOW | O_NONBLOCK | O_NOCTTY | O_CLOEXEC)
        guard file >= 0 else {
            if errno == ENOENT { return nil }
            throw .system("can't open", path(of: name))
        }
        defer { close(file) }
        var status = stat()
        guard fstat(file, &status) == 0 else { throw .system("can't read", path(of: name)) }
        guard status.st_mode & S_IFMT == S_IFREG else {
            throw EditError(.trouble, "`\(SafeText.inline(path(of: name)))` is no regular file")
        }
        var bytes: [UInt8] = []
        var chunk = [UInt8](repeating: 0, count: 1 << 16)
        while bytes.count <= limit {
            let count = Glibc.read(file, &chunk, min(chunk.count, limit + 1 - bytes.count))
            if count < 0, errno == EINTR { continue }
            guard count >= 0 else { throw .system("can't read", path(of: name)) }
            guard count > 0 else { break }
            bytes += chunk[..<count]
        }
        return Contents(bytes: bytes, owner: status.st_uid, group: status.st_gid, mode: status.st_mode & 0o7777)
    }

    /// Makes a new file and waits until the disk has it; when that fails nothing of it is left.
    ///
    /// - Parameters:
    ///   - mode: Without `like`, the umask takes its part of it.
    ///   - like: Whose file it replaces: it gets the same owner, group and mode.
    func create(_ name: String, _ bytes: [UInt8], mode: mode_t = 0o600, like: Contents? = nil) throws(EditError) {
        let flags = O_WRONLY | O_CREAT | O_EXCL | O_NOFOLLOW | O_CLOEXEC
        let file = openat(descriptor, name, flags, like == nil ? mode : 0o600)
        guard file >= 0 else { throw .system("can't write", path(of: name)) }
        var code = Self.write(bytes, to: file)
        if code == 0, let like, fchown(file, like.owner, like.group) != 0 { code = errno }
        if code == 0, let like, fchmod(file, like.mode) != 0 { code = errno }
        if code == 0, fsync(file) != 0 { code = errno }
        if close(file) != 0, code == 0 { code = errno }
        guard code == 0 else {
            remove(name)
            throw .system("can't write", path(of: name), code: code)
        }
    }

    /// Puts a file into the place of another one, in one step.
    func replace(_ name: String, _ bytes: [UInt8]) throws(EditError) {
        let temporary = ".new-\(getpid())"
        remove(temporary)
        try create(temporary, bytes)
        guard renameat(descriptor, temporary, descriptor, name) == 0 else {
            let code = errno
            remove(temporary)
            throw .system("can't write", path(of: name), code: code)
        }
    }

    /// - Returns: 0, or the error as `errno` has it.
    static func write(_ bytes: [UInt8], to file: Int32) -> Int32 {
        var written = 0
        while written < bytes.count {
            let count = bytes.withUnsafeBytes { all in
                Glibc.write(file, all.baseAddress.map { $0 + written }, all.count - written)
            }
            if count < 0, errno == EINTR { continue }
            guard count > 0 else { return count < 0 ? errno : ENOSPC }
            written += count
        }
        return 0
    }
}
