import Glibc

extension LogFile {
    /// Where the file that follows is made, until it gets the log's name.
    static func nextPath(of path: String) -> String {
        let name = path.split(separator: "/").last ?? ""
        return RotatedLogs.directory(of: path) + "/.\(name).next"
    }

    /// Makes the file that follows a log's present one, empty and taken for this process, under a name of its own.
    ///
    /// - Parameter status: Of the present file: who may read it may read the next one.
    static func createNext(of path: String, like status: stat?) throws(AuditError) -> LogFile {
        let next = nextPath(of: path)
        // What a crash left.
        _ = unlink(next)
        let descriptor = Glibc.open(
            next,
            O_RDWR | O_APPEND | O_CREAT | O_EXCL | O_CLOEXEC | O_NOFOLLOW | O_NOCTTY,
            0o600
        )
        guard descriptor >= 0 else { throw failure(path, errno) }
        var own = stat()
        guard flock(descriptor, LOCK_EX | LOCK_NB) == 0, fstat(descriptor, &own) == 0 else {
            let code = errno
            _ = close(descriptor)
            throw failure(path, code)
        }
        if let status {
            _ = fchown(descriptor, uid_t.max, status.st_gid)
            _ = fchmod(descriptor, status.st_mode & 0o744)
        }
        return LogFile(path: path, descriptor: descriptor, isStream: false, identity: FileIdentity(own))
    }

    func status() -> stat? {
        var status = stat()
        return fstat(descriptor, &status) == 0 ? status : nil
    }

    /// When something was written to it.
    func lastWritten() -> Timestamp? {
        status().map { Timestamp(microseconds: Int64($0.st_mtim.tv_sec) &* 1_000_000) }
    }

    private static func failure(_ path: String, _ code: Int32) -> AuditError {
        AuditError(
            .unrotatable,
            path: path,
            code: code,
            "cannot make a new file for the audit log `\(path)`",
            help: "until it can, it goes on in the same file"
        )
    }
}
