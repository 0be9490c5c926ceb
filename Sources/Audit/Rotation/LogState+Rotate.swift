import Glibc

extension LogState {
    /// Whether the file is long or old enough to be set aside.
    mutating func isRotationDue(_ now: Timestamp) -> Bool {
        guard !isClosed, regularDescriptor != nil, expectedSize > 0 else { return false }
        if let limit = options.rotation.size, expectedSize >= limit { return true }
        guard let age = options.rotation.age, let birth else { return false }
        return now.microseconds.subtractingReportingOverflow(birth.microseconds).partialValue >= age &* 1_000_000
    }

    /// A clock that was set back would let a file stay for as long.
    mutating func noteClock(_ now: Timestamp) {
        if let birth, now < birth { self.birth = now }
    }

    /// Sets the file aside and goes on in a new one. Nothing is changed where that doesn't work.
    ///
    /// The new file is there, locked, before the old one gets its new name. A crash in between leaves a log without a file
    /// of its name; the next start goes on after the file that was set aside.
    ///
    /// - Returns: The name that the old file has now; nothing where there was nothing to set aside.
    mutating func rotate() throws(AuditError) -> String? {
        guard !isClosed, expectedSize > 0, regularDescriptor != nil, file?.isStillAtPath() ?? false else { return nil }
        let now = clock()
        let aside = RotatedName(log: path, last: chain.head.sequence, time: now).path
        var status = stat()
        guard lstat(aside, &status) != 0, errno == ENOENT else {
            throw AuditError(
                .unrotatable,
                path: path,
                "cannot set the audit log `\(path)` aside: `\(aside)` is there already"
            )
        }
        let next = try LogFile.createNext(of: path, like: file?.status())
        guard rename(path, aside) == 0 else { throw unrotatable(errno) }
        guard rename(LogFile.nextPath(of: path), path) == 0 else {
            let code = errno
            _ = rename(aside, path)
            throw unrotatable(code)
        }
        oweSync()
        sync.owesName = true
        file = consume next
        expectedSize = 0
        birth = nil
        rotation.isRequested = false
        rotation.count += 1
        rotation.last = aside
        rotation.error = nil
        return aside
    }

    private func unrotatable(_ code: Int32) -> AuditError {
        AuditError(
            .unrotatable,
            path: path,
            code: code,
            "cannot set the audit log `\(path)` aside",
            help: "until it can, it goes on in the same file"
        )
    }
}
