import Glibc

/// Files that are removed as the retention wants it, and the last record in them.
struct RetiredFiles: Sendable {
    let log: String
    let files: [RotatedName]
    let last: UInt64
    let hash: HexDigest

    /// Removes them, the oldest first.
    func remove() throws(AuditError) {
        for file in files {
            for name in [file.plain, file.compressed] where unlink(name.path) != 0 && errno != ENOENT {
                throw AuditError(.unrotatable, path: log, code: errno, "cannot remove `\(name.path)`")
            }
        }
    }
}
