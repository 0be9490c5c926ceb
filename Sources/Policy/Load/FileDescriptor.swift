import Glibc

/// An open file that is closed when nobody holds it any more.
struct FileDescriptor: ~Copyable {
    let number: Int32

    /// Opens for reading; never blocks on a FIFO, and no child process inherits it.
    ///
    /// - Parameters:
    ///   - path: Without a NUL at the end.
    ///   - directory: Where a relative path starts; nothing for the working directory.
    /// - Throws: ``SystemError`` of `open(2)`.
    init(path: [UInt8], in directory: Int32? = nil) throws(SystemError) {
        // A NUL would cut the path short.
        guard !path.contains(0) else { throw SystemError(code: ENOENT) }
        let terminated = path.map { CChar(bitPattern: $0) } + [0]
        let flags = O_RDONLY | O_CLOEXEC | O_NONBLOCK | O_NOCTTY
        var result: Int32
        repeat {
            result = openat(directory ?? AT_FDCWD, terminated, flags)
        } while result < 0 && errno == EINTR
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
}
