import Glibc

extension LogState {
    /// The descriptor of the file that is written to; nothing where there is none, or it is a stream.
    var regularDescriptor: Int32? {
        mutating get {
            guard let isStream = file?.isStream, !isStream else { return nil }
            return file?.descriptor
        }
    }

    /// Before the file is exchanged for another one: what it holds must reach the disk all the same.
    mutating func oweSync() {
        guard options.durability == .fsync, let descriptor = regularDescriptor else { return }
        let copy = fcntl(descriptor, F_DUPFD_CLOEXEC, 3)
        if copy >= 0 { sync.add(copy) } else { _ = options.synchronize(descriptor) }
    }

    /// Everything that has to be synced for the disk to have all records up to now, under descriptors that whoever asks
    /// has to close.
    mutating func takeSyncDebt() throws(AuditError) -> SyncDebt {
        if let descriptor = regularDescriptor {
            let copy = fcntl(descriptor, F_DUPFD_CLOEXEC, 3)
            guard copy >= 0 else {
                throw AuditError(.unwritable, path: path, code: errno, "cannot sync the audit log `\(path)`")
            }
            sync.add(copy)
        }
        return sync.take()
    }
}
