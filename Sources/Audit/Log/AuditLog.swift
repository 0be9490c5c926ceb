import Glibc
import StrictJSON
import Synchronization

/// The audit log: JSON Lines, appended to, one write(2) for each record.
///
/// ``append(_:)`` returns after the kernel has the record, so the answer to dockerd can wait for it. It gives each record
/// its `time` and its `seq`: 1, 2, 3 … without a gap, continued from the last record of an existing file, in the order
/// of the lines whoever appends. A record that can't be written is not numbered, and nothing of it stays in the file.
///
/// What the log lost is told by a `gap` record in front of the next one that can be written: the torn end of a file that
/// a crash left (set aside in `*.torn`), records that the disk didn't take, a file that was removed or made shorter under
/// us. Streams (`/dev/stdout`, `/dev/stderr`, `/dev/null`) are numbered from 1 in each run.
public final class AuditLog: Sendable {
    /// The file as it was asked for.
    public let path: String
    private let state: Mutex<LogState>

    /// Opens a log; creates the file when it isn't there, never its directory.
    public convenience init(path: String, options: AuditLogOptions = AuditLogOptions()) throws(AuditError) {
        self.init(unopened: path, options: options)
        try state.withLock { (state) throws(AuditError) in try state.open() }
    }

    /// A log that is opened by the first ``append(_:)``, or by one of the next ones: it tries once a second. So a plugin
    /// can run, deny, and go on by itself once the log's file system is there.
    public convenience init(unopened path: String, options: AuditLogOptions = AuditLogOptions()) {
        self.init(unopened: path, options: options, clock: Timestamp.now)
    }

    init(
        unopened path: String,
        options: AuditLogOptions = AuditLogOptions(),
        clock: @escaping @Sendable () -> Timestamp
    ) {
        self.path = path
        state = Mutex(LogState(path: path, options: options, clock: clock))
        FileSignals.ignore()
    }

    /// Writes one record.
    ///
    /// - Returns: The record's `seq`.
    /// - Throws: When the record could not be written whole. The call that it is about must be denied, unless the site
    ///   has decided otherwise.
    @discardableResult
    public func append(_ entry: AuditEntry) throws(AuditError) -> UInt64 {
        try state.withLock { (state) throws(AuditError) in try state.append(entry.members) }
    }

    /// Opens the path again, after somebody has moved the file away; on SIGHUP. The numbers go on.
    ///
    /// When it is still the same file nothing happens. When the path can't be opened, the log stays with the file it has.
    public func reopen() throws(AuditError) {
        try state.withLock { (state) throws(AuditError) in try state.reopen() }
    }

    /// Writes a signed checkpoint, and keeps it beside the keys, so that a log that is cut while the plugin isn't running
    /// shows. To be called every minute, whether or not anything was recorded, and before a stop.
    ///
    /// Without keys nothing happens.
    public func checkpoint() throws(AuditError) {
        let head = try state.withLock { (state) throws(AuditError) -> LogChain in
            try state.checkpoint()
            return state.chain
        }
        // Not under the lock: decisions don't wait for this file's way to the disk.
        try head.keepCheckpoint(of: path)
    }

    /// Lets the signing key that was prepared in the keys' directory take over; the present one signs for it. Without one
    /// nothing happens.
    public func rotateKey() throws(AuditError) {
        try state.withLock { (state) throws(AuditError) in try state.rotateKey() }
    }

    /// Lets go of the file. From then on ``append(_:)`` throws.
    public func close() {
        state.withLock { $0.close() }
    }

    /// Number of the last record; 0 when there is none.
    public var lastSequence: UInt64 { state.withLock { $0.chain.head.sequence } }
}
