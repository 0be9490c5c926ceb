import Glibc

/// An open file that is closed when nobody holds it any more.
struct FileDescriptor: ~Copyable {
    let number: Int32

    /// Opens only the place in the file system, with nothing asked of the file's own permissions (`O_PATH`, `open(2)`).
    static let pathOnly: Int32 = 0o10_000_000

    /// Opens for reading; never blocks on a FIFO, and no child process inherits it.
    ///
    /// - Parameters:
    ///   - path: Without a NUL at the end.
    ///   - directory: Where a relative path starts; nothing for the working directory.
    ///   - flags: Further flags of `open(2)`.
    /// - Throws: ``SystemError`` of `open(2)`.
    init(path: [UInt8], in directory: Int32? = nil, flags: Int32 = 0) throws(SystemError) {
        // A NUL would cut the path short.
        guard !path.contains(0) else { throw SystemError(code: ENOENT) }
        let terminated = path.map { CChar(bitPattern: $0) } + [0]
        let flags = flags | O_RDONLY | O_CLOEXEC | O_NONBLOCK | O_NOCTTY
        var result: Int32
        repeat {
            result = openat(directory ?? AT_FDCWD, terminated, flags)
        } while result < 0 && errno == EINTR
        guard result >= 0 else { throw SystemError(code: errno) }
        number = result
    }

    /// Makes a new file for its owner alone; an existing one is an error.
    ///
    /// - Throws: ``SystemError`` of `openat(2)`.
    init(creating name: [UInt8], in directory: Int32) throws(SystemError) {
        guard !name.contains(0) else { throw SystemError(code: ENOENT) }
        let terminated = name.map { CChar(bitPattern: $0) } + [0]
        let result = openat(directory, terminated, O_WRONLY | O_CREAT | O_EXCL | O_NOFOLLOW | O_CLOEXEC, 0o600)
        guard result >= 0 else { throw SystemError(code: errno) }
        number = result
    }

    /// A second descriptor of the same open file.
    ///
    /// - Throws: ``SystemError`` of `fcntl(2)`.
    init(copying other: borrowing FileDescriptor) throws(SystemError) {
        let result = fcntl(other.number, F_DUPFD_CLOEXEC, 0)
        guard result >= 0 else { throw SystemError(code: errno) }
        number = result
    }

    deinit { _ = close(number) }

    /// - Throws: ``SystemError`` of `fstat(2)`.
    func status() throws(SystemError) -> FileStatus {
        var status = stat()
        guard fstat(number, &status) == 0 else { throw SystemError(code: errno) }
        return FileStatus(status)
    }

    /// Where a symbolic link leads, of a link that was opened itself.
    ///
    /// - Throws: ``SystemError`` of `readlinkat(2)`.
    func linkTarget() throws(SystemError) -> [UInt8] {
        var buffer = [CChar](repeating: 0, count: Int(PATH_MAX))
        let count = readlinkat(number, "", &buffer, buffer.count)
        guard count > 0 else { throw SystemError(code: count < 0 ? errno : ENOENT) }
        guard count < buffer.count else { throw SystemError(code: ENAMETOOLONG) }
        return buffer[..<count].map { UInt8(bitPattern: $0) }
    }

    /// Everything that is left in the file, but no more than a limit and one byte.
    ///
    /// - Throws: ``SystemError`` of `read(2)`.
    func read(limit: Int) throws(SystemError) -> [UInt8] {
        var bytes: [UInt8] = []
        var buffer = [UInt8](repeating: 0, count: 64 << 10)
        while bytes.count <= limit {
            let wanted = min(buffer.count, limit - bytes.count + 1)
            let count = Glibc.read(number, &buffer, wanted)
            if count < 0 {
                if errno == EINTR { continue }
                throw SystemError(code: errno)
            }
            guard count > 0 else { break }
            bytes.append(contentsOf: buffer[..<count])
        }
        return bytes
    }

    /// Writes all of it and waits until the disk has it.
    ///
    /// - Throws: ``SystemError`` of `write(2)` or `fsync(2)`.
    func writeDurably(_ bytes: [UInt8]) throws(SystemError) {
        var written = 0
        while written < bytes.count {
            let count = bytes.withUnsafeBytes { all in
                Glibc.write(number, all.baseAddress.map { $0 + written }, all.count - written)
            }
            if count < 0, errno == EINTR { continue }
            guard count > 0 else { throw SystemError(code: count < 0 ? errno : ENOSPC) }
            written += count
        }
        try sync()
    }

    /// - Throws: ``SystemError`` of `fsync(2)`.
    func sync() throws(SystemError) {
        guard fsync(number) == 0 else { throw SystemError(code: errno) }
    }
}
