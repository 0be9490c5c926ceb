import Glibc

/// Compresses files that were set aside. Whoever looks finds the plain one or the whole compressed one, or both, never half
/// of one, also after a crash.
struct LogPacker {
    let log: String

    private var directory: String { RotatedLogs.directory(of: log) }
    private var partPath: String { "\(directory)/.\(log.split(separator: "/").last ?? "").part" }
    private static let chunk = 1 << 18

    /// A crash leaves a compressed file that nobody finished, or a plain one that is compressed already.
    func removeLeftovers() throws(AuditError) {
        _ = unlink(partPath)
        let files = RotatedLogs.files(of: log)
        for (file, next) in zip(files, files.dropFirst()) where file.plain == next.plain && file != next {
            guard unlink(file.plain.path) == 0 || errno == ENOENT else { throw failure(file.plain.path, errno) }
        }
    }

    /// Puts a compressed file in the place of a plain one.
    func pack(_ file: RotatedName) throws(AuditError) {
        let source = open(file.path, O_RDONLY | O_CLOEXEC | O_NOFOLLOW | O_NOCTTY | O_NONBLOCK)
        guard source >= 0 else { throw failure(file.path, errno) }
        defer { _ = close(source) }
        var status = stat()
        guard fstat(source, &status) == 0, status.st_mode & S_IFMT == S_IFREG else { throw failure(file.path, EINVAL) }
        let target = open(partPath, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC | O_NOFOLLOW, 0o600)
        guard target >= 0 else { throw failure(file.path, errno) }
        var code = Self.compress(source, Int(status.st_size), into: target)
        if code == 0 { code = Self.takeOver(status, target) }
        if code == 0, fsync(target) != 0 { code = errno }
        _ = close(target)
        if code == 0, rename(partPath, file.compressed.path) != 0 { code = errno }
        // The new name first, or a power cut could leave neither.
        if code == 0 { code = FileSync.directory(of: log) }
        if code == 0, unlink(file.path) != 0 { code = errno }
        guard code == 0 else {
            _ = unlink(partPath)
            throw failure(file.path, code)
        }
    }

    private static func compress(_ source: Int32, _ size: Int, into target: Int32) -> Int32 {
        guard let deflater = Deflater() else { return ENOMEM }
        var input = [UInt8](repeating: 0, count: chunk)
        var output = [UInt8](repeating: 0, count: chunk)
        var total = 0
        while true {
            let count = input.withUnsafeMutableBytes { read(source, $0.baseAddress, $0.count) }
            if count < 0, errno == EINTR { continue }
            guard count >= 0 else { return errno }
            var code: Int32 = 0
            let isDone = input.withUnsafeBytes { bytes in
                output.withUnsafeMutableBytes { buffer in
                    deflater.add(UnsafeRawBufferPointer(rebasing: bytes[..<count]), isLast: count == 0, buffer: buffer)
                    {
                        code = writeAll($0, to: target)
                        return code == 0
                    }
                }
            }
            guard isDone else { return code == 0 ? EIO : code }
            total += count
            // The file can't have become another one meanwhile.
            if count == 0 { return total == size ? 0 : EIO }
        }
    }

    private static func writeAll(_ bytes: UnsafeRawBufferPointer, to target: Int32) -> Int32 {
        var written = 0
        while written < bytes.count {
            let count = write(target, bytes.baseAddress?.advanced(by: written), bytes.count - written)
            if count > 0 { written += count } else if count == 0 { return EIO } else if errno != EINTR { return errno }
        }
        return 0
    }

    /// Who may read it, and when it was written to.
    private static func takeOver(_ status: stat, _ target: Int32) -> Int32 {
        _ = fchown(target, uid_t.max, status.st_gid)
        guard fchmod(target, status.st_mode & 0o744) == 0 else { return errno }
        let times = [status.st_atim, status.st_mtim]
        return futimens(target, times) == 0 ? 0 : errno
    }

    private func failure(_ path: String, _ code: Int32) -> AuditError {
        AuditError(.unrotatable, path: log, code: code, "cannot compress `\(path)`")
    }
}
