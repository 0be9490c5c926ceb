import Glibc

/// An open log: a file that is only ever appended to and that this process has for itself, or a stream.
struct LogFile: ~Copyable {
    /// As it was asked for.
    let path: String
    let descriptor: Int32
    /// Standard output, standard error or `/dev/null`: it can't be read, cut, locked or opened again.
    let isStream: Bool
    let identity: FileIdentity
    /// Whether the last line isn't whole and couldn't be cut off: the next one must begin with a line feed.
    var endsTorn = false

    init(path: String, descriptor: Int32, isStream: Bool, identity: FileIdentity) {
        self.path = path
        self.descriptor = descriptor
        self.isStream = isStream
        self.identity = identity
    }

    deinit {
        _ = close(descriptor)
    }

    /// Appends bytes with one write(2); more than one only when the system takes less than all of them.
    ///
    /// When it can't take all, what it took is cut off again; where that can't be done either, ``endsTorn`` is set.
    mutating func append(_ bytes: [UInt8]) throws(AuditError) {
        var written = 0
        while written < bytes.count {
            let count = bytes.withUnsafeBytes {
                write(descriptor, $0.baseAddress?.advanced(by: written), $0.count - written)
            }
            if count > 0 {
                written += count
                continue
            }
            let code = count == 0 ? EIO : errno
            if code == EINTR { continue }
            takeBack(written)
            throw AuditError(
                .unwritable,
                path: path,
                code: code,
                "cannot write to the audit log `\(path)`",
                help: code == ENOSPC || code == EDQUOT ? "make room on that file system" : nil
            )
        }
        endsTorn = false
    }

    /// Cuts off the beginning of a line that was just written.
    private mutating func takeBack(_ count: Int) {
        guard count > 0 else { return }
        // With O_APPEND the position after a write is the end of what was written. If it isn't the end of the file, then
        // somebody else has written there, and nothing of theirs is cut.
        let end = lseek(descriptor, 0, SEEK_CUR)
        guard !isStream, end >= count, size() == Int64(end), ftruncate(descriptor, end - count) == 0 else {
            endsTorn = true
            return
        }
    }

    /// Cuts the file off at an offset.
    mutating func cut(at offset: Int64) -> Int32 {
        guard ftruncate(descriptor, off_t(offset)) == 0 else {
            endsTorn = true
            return errno
        }
        return 0
    }

    /// Length in bytes; nothing when the system doesn't tell.
    func size() -> Int64? {
        var status = stat()
        guard fstat(descriptor, &status) == 0 else { return nil }
        return Int64(status.st_size)
    }

    /// Whether the file was removed from its directory: what is written to it now is lost.
    func isRemoved() -> Bool {
        var status = stat()
        return !isStream && fstat(descriptor, &status) == 0 && status.st_nlink == 0
    }

    /// Whether the path still leads to this very file, and not to one that was put in its place.
    func isStillAtPath() -> Bool {
        if isStream { return true }
        var status = stat()
        return lstat(path, &status) == 0 && FileIdentity(status) == identity
    }
}
