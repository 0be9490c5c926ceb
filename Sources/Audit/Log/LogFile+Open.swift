import Glibc

extension LogFile {
    /// Opens a log for appending, creates it when it isn't there (mode 0600), and takes it for this process.
    ///
    /// A last path component that is a symbolic link is refused, so nobody who may write in that directory can lead the
    /// log elsewhere; so is anything but a regular file, a file or directory that others may write to, and a file of
    /// another user. `/dev/stdout`, `/dev/stderr` and `/dev/null` are taken as streams.
    static func open(_ path: String) throws(AuditError) -> LogFile {
        guard !path.isEmpty, !path.utf8.contains(0) else {
            throw AuditError(.unopenable, path: path, "the audit log has no usable path")
        }
        switch path {
        case "/dev/stdout": return try stream(path, copying: STDOUT_FILENO)
        case "/dev/stderr": return try stream(path, copying: STDERR_FILENO)
        default: break
        }
        // Somebody who rotates can take the file away between its opening and its lock.
        for _ in 0..<8 {
            let file = try openOnce(path)
            if file.isStream { return file }
            try file.lock()
            if file.isStillAtPath() { return file }
        }
        throw AuditError(
            .unopenable,
            path: path,
            "the audit log `\(path)` is replaced again and again while it is opened"
        )
    }

    private static func openOnce(_ path: String) throws(AuditError) -> LogFile {
        // O_NONBLOCK keeps a FIFO or a device that was put here from holding us up; regular files don't know it.
        let descriptor = Glibc.open(
            path,
            O_RDWR | O_APPEND | O_CREAT | O_CLOEXEC | O_NOFOLLOW | O_NOCTTY | O_NONBLOCK,
            0o600
        )
        guard descriptor >= 0 else { throw unopenable(path, errno) }
        var status = stat()
        guard fstat(descriptor, &status) == 0 else {
            let code = errno
            _ = close(descriptor)
            throw unopenable(path, code)
        }
        let file = LogFile(
            path: path,
            descriptor: descriptor,
            isStream: path == "/dev/null" && status.st_mode & S_IFMT == S_IFCHR,
            identity: FileIdentity(status)
        )
        if !file.isStream { try checkSuitable(path, status) }
        return file
    }

    private static func stream(_ path: String, copying descriptor: Int32) throws(AuditError) -> LogFile {
        var status = stat()
        let copy = fcntl(descriptor, F_DUPFD_CLOEXEC, 3)
        guard copy >= 0, fstat(copy, &status) == 0 else { throw unopenable(path, errno) }
        return LogFile(path: path, descriptor: copy, isStream: true, identity: FileIdentity(status))
    }

    private static func checkSuitable(_ path: String, _ status: stat) throws(AuditError) {
        guard status.st_mode & S_IFMT == S_IFREG else {
            throw AuditError(
                .unsuitable,
                path: path,
                "the audit log `\(path)` is not a regular file",
                help: "name a file, /dev/stdout, /dev/stderr or /dev/null"
            )
        }
        guard status.st_uid == 0 || status.st_uid == geteuid() else {
            throw AuditError(
                .unsuitable,
                path: path,
                "the audit log `\(path)` belongs to another user (uid \(status.st_uid))",
                help: "chown it to the user that dockreeve runs as"
            )
        }
        guard status.st_mode & 0o022 == 0 else {
            throw AuditError(
                .unsuitable,
                path: path,
                "the audit log `\(path)` can be written by others (mode \(octal(status.st_mode)))",
                help: "chmod 0600 it"
            )
        }
        let directory = directory(of: path)
        var parent = stat()
        guard stat(directory, &parent) == 0 else { throw unopenable(path, errno) }
        guard parent.st_mode & S_IWOTH == 0 || parent.st_mode & S_ISVTX != 0 else {
            throw AuditError(
                .unsuitable,
                path: path,
                "the directory `\(directory)` of the audit log can be written by everybody (mode \(octal(parent.st_mode)))",
                help: "chmod 0700 it"
            )
        }
    }

    private func lock() throws(AuditError) {
        var attempts = 0
        while flock(descriptor, LOCK_EX | LOCK_NB) != 0 {
            let code = errno
            switch code {
            case EINTR: continue
            // One that is just ending, or a child that hasn't begun its own program yet.
            case EWOULDBLOCK where attempts < 50:
                attempts += 1
                usleep(1000)
            case EWOULDBLOCK:
                throw AuditError(
                    .locked,
                    path: path,
                    "the audit log `\(path)` is in use by another process",
                    help: "two plugins cannot write one log; give each its own"
                )
            default: throw AuditError(.unopenable, path: path, code: code, "cannot lock the audit log `\(path)`")
            }
        }
    }

    private static func unopenable(_ path: String, _ code: Int32) -> AuditError {
        var help: String?
        switch code {
        case ENOENT: help = "the directory `\(directory(of: path))` must exist; create it with mode 0700"
        case ELOOP: help = "it is a symbolic link; name the file itself"
        case EISDIR: help = "it is a directory; name a file in it"
        case ENXIO: help = "it is a socket or a device; name a file, /dev/stdout, /dev/stderr or /dev/null"
        case EROFS: help = "the file system is mounted read-only"
        default: break
        }
        return AuditError(.unopenable, path: path, code: code, "cannot open the audit log `\(path)`", help: help)
    }

    private static func directory(of path: String) -> String {
        guard let slash = path.lastIndex(of: "/") else { return "." }
        return slash == path.startIndex ? "/" : String(path[..<slash])
    }

    private static func octal(_ mode: mode_t) -> String {
        let digits = String(mode & 0o7777, radix: 8)
        return String(repeating: "0", count: max(0, 4 - digits.count)) + digits
    }
}
