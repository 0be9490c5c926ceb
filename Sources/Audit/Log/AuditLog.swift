import Dispatch
import Synchronization

/// The audit log: JSON Lines, appended to, one write(2) for each record.
///
/// ``append(_:)`` returns after the kernel has the record, ``submit(_:)`` when it is as safe as its ``Durability`` asks, or
/// will be; so the answer to dockerd can wait for it. The log gives each record its `time` and its `seq`: 1, 2, 3 … without a gap, continued from the last record of an existing file, in the order
/// of the lines whoever appends. A record that can't be written is not numbered, and nothing of it stays in the file.
///
/// What the log lost is told by a `gap` record in front of the next one that can be written: the torn end of a file that
/// a crash left (set aside in `*.torn`), records that the disk didn't take, a file that was removed or made shorter under
/// us. Streams (`/dev/stdout`, `/dev/stderr`, `/dev/null`) are numbered from 1 in each run.
public final class AuditLog: Sendable {
    /// The file as it was asked for.
    public let path: String
    let options: AuditLogOptions
    let clock: @Sendable () -> Timestamp
    let state: Mutex<LogState>
    /// What waits for the disk, and what waits to be written at all.
    let pending = Mutex<[PendingRecord]>([])
    let queue = Mutex(RecordQueue())
    /// One thread each, when there is something to do: for what decisions may have to wait for, for rotation and for
    /// telling what happened, for compression.
    let writer = DispatchQueue(label: "dockreeve.audit.writer")
    let care = DispatchQueue(label: "dockreeve.audit.care")
    let packing = DispatchQueue(label: "dockreeve.audit.packing", qos: .utility)

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
        self.options = options
        self.clock = clock
        state = Mutex(LogState(path: path, options: options, clock: clock))
        FileSignals.ignore()
        if options.rotation.isOn { scheduleTending() }
    }

    /// Writes one record, and hands it to the kernel in any case.
    ///
    /// - Returns: The record's `seq`.
    /// - Throws: When the record could not be written whole. The call that it is about must be denied, unless the site
    ///   has decided otherwise.
    @discardableResult
    public func append(_ entry: AuditEntry) throws(AuditError) -> UInt64 {
        try withState { (state) throws(AuditError) in
            if options.durability == .async { try writeQueued(&state) }
            return try state.append(entry.members)
        }
    }

    /// Takes one record as the log's ``Durability`` says. Never waits for the disk itself.
    ///
    /// - Throws: When the record is not kept.
    public func submit(_ entry: AuditEntry) throws(AuditError) -> Submission {
        switch options.durability {
        case .write:
            try withState { (state) throws(AuditError) in _ = try state.append(entry.members) }
            return .kept
        case .fsync:
            let sequence = try withState { (state) throws(AuditError) in try state.append(entry.members) }
            return .pending(sync(sequence))
        case .async:
            try enqueue(entry.members)
            return .kept
        }
    }

    /// Works under the lock, and lets rotation and events be seen to when there is something.
    @inline(__always)
    func withState<Value: Sendable>(
        _ work: (inout LogState) throws(AuditError) -> Value
    ) throws(AuditError) -> Value {
        var wantsCare = false
        defer { if wantsCare { care.async { self.tend() } } }
        return try state.withLock { (state) throws(AuditError) in
            defer {
                wantsCare = state.wantsCare
                state.wantsCare = false
            }
            return try work(&state)
        }
    }

    /// Opens the path again, after somebody has moved the file away; on SIGHUP. The numbers go on.
    ///
    /// When it is still the same file nothing happens. When the path can't be opened, the log stays with the file it has.
    public func reopen() throws(AuditError) {
        try withState { (state) throws(AuditError) in try state.reopen() }
    }

    /// Writes a signed checkpoint, and keeps it beside the keys, so that a log that is cut while the plugin isn't running
    /// shows. To be called every minute, whether or not anything was recorded, and before a stop.
    ///
    /// Without keys nothing happens.
    public func checkpoint() throws(AuditError) {
        let head = try withState { (state) throws(AuditError) in
            if options.durability == .async { try writeQueued(&state) }
            try state.checkpoint()
            return state.chain
        }
        guard head.isSigned else { return }
        // Not under the lock: decisions don't wait for these files' way to the disk. The log first, or a power cut between
        // the two would look like a log that was cut.
        try syncNow()
        try head.keepCheckpoint(of: path)
    }

    /// Lets the signing key that was prepared in the keys' directory take over; the present one signs for it. Without one
    /// nothing happens.
    public func rotateKey() throws(AuditError) {
        try withState { (state) throws(AuditError) in try state.rotateKey() }
    }

    /// Writes what waits and lets go of the file. From then on ``append(_:)`` throws.
    public func close() {
        try? withState { (state) throws(AuditError) in
            if options.durability == .async { try? writeQueued(&state) }
            state.close()
        }
    }

    /// Number of the last record; 0 when there is none.
    public var lastSequence: UInt64 { state.withLock { $0.chain.head.sequence } }

    /// How the log is now.
    public var status: LogStatus {
        var status = state.withLock { $0.status }
        status.pending =
            options.durability == .async ? queue.withLock { $0.records.count } : pending.withLock { $0.count }
        return status
    }
}
