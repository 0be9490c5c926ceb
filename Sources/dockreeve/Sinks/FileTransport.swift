import Glibc

/// A file that is only ever appended to: checkpoints, on another file system than the log.
final class FileTransport: SinkTransport {
    let place: String
    private var descriptor: Int32 = -1
    private var identity: (dev_t, ino_t) = (0, 0)
    /// The file's last line has no end.
    private var isTorn = false

    init(_ path: String) { place = path }

    deinit { close() }

    func open(_ wait: SinkWait) throws(SinkFault) {
        close()
        // O_NONBLOCK: a FIFO that was put here must not hold us up; regular files don't know it.
        let flags = O_RDWR | O_APPEND | O_CREAT | O_CLOEXEC | O_NOFOLLOW | O_NOCTTY | O_NONBLOCK
        descriptor = Glibc.open(place, flags, 0o600)
        guard descriptor >= 0 else { throw .last("can't open `\(place)`") }
        var status = stat()
        guard fstat(descriptor, &status) == 0 else { throw .last("can't look at `\(place)`") }
        guard status.st_mode & S_IFMT == S_IFREG else { throw .failed("`\(place)` is not a regular file") }
        guard status.st_mode & 0o022 == 0 else { throw .failed("others can write to `\(place)`; chmod go-w") }
        identity = (status.st_dev, status.st_ino)
        var last: UInt8 = 0
        isTorn = status.st_size > 0 && !(pread(descriptor, &last, 1, status.st_size - 1) == 1 && last == 0x0A)
    }

    func send(_ message: [UInt8], _ wait: SinkWait) throws(SinkFault) {
        // Checkpoints are rare, so each may look whether the file is still the one at this path.
        var status = stat()
        if stat(place, &status) != 0 || (status.st_dev, status.st_ino) != identity { try open(wait) }
        let bytes = isTorn ? [0x0A] + message : message
        var written = 0
        while written < bytes.count {
            let count = bytes[written...].withUnsafeBytes { write(descriptor, $0.baseAddress, $0.count) }
            if count < 0, errno == EINTR { continue }
            guard count > 0 else {
                if written > 0 { isTorn = true }
                throw .last("can't write to `\(place)`")
            }
            written += count
        }
        isTorn = false
    }

    func flush() throws(SinkFault) {
        guard descriptor < 0 || fdatasync(descriptor) == 0 else { throw .last("can't write `\(place)` to its disk") }
    }

    func close() {
        if descriptor >= 0 { _ = Glibc.close(descriptor) }
        descriptor = -1
    }
}
