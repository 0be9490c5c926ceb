import Glibc
import StrictJSON

/// What an ``AuditLog`` guards by its lock: the file, the numbers, and the line that is being put together.
struct LogState: ~Copyable {
    let path: String
    let options: AuditLogOptions
    let clock: @Sendable () -> Timestamp
    var file: LogFile?
    private(set) var isClosed = false
    private(set) var chain: LogChain
    private(set) var health = LogHealth()
    private var gaps: [LogGap] = []
    private var line: [UInt8] = []
    private var scratch = JSONWriter()
    /// The file's length when our last record was written, in bytes.
    var expectedSize: Int64 = 0
    /// When the first record of the file was written.
    var birth: Timestamp?
    private var lastLook = Timestamp(microseconds: .min)
    private var lastAttempt: (at: Timestamp, error: AuditError)?
    var sync = SyncDebt()
    /// What is to be told, when nobody waits.
    var events: [LogNews] = []
    /// Whether somebody has to see to rotation or events.
    var wantsCare = false
    var rotation = RotationState()

    /// Between two looks at what has become of the file, and between two attempts to open it.
    private static let pause: Int64 = 1_000_000
    /// A line's memory above this is given back, in bytes.
    private static let keptCapacity = 1 << 20

    init(path: String, options: AuditLogOptions, clock: @escaping @Sendable () -> Timestamp) {
        self.path = path
        self.options = options
        self.clock = clock
        chain = LogChain(options)
        line.reserveCapacity(4096)
    }

    mutating func open() throws(AuditError) {
        var opened = try LogFile.open(path)
        let recovery = try opened.recover()
        if let torn = recovery.torn { note(.tornRecord(torn)) }
        let size = opened.size() ?? 0
        if !opened.isStream {
            let path = path
            let gap = try chain.resume(after: recovery.head, path: path) { RotatedLogs.newestHead(of: path) }
            if let gap { note(gap) }
        }
        if size == 0, !opened.isStream { sync.owesName = true }
        oweSync()
        if size > 0, rotation.lastWritten == nil { rotation.lastWritten = opened.lastWritten() }
        birth = recovery.head.sequence == 0 ? nil : opened.firstTime()
        expectedSize = size
        lastLook = clock()
        lastAttempt = nil
        file = consume opened
    }

    mutating func reopen() throws(AuditError) {
        guard !isClosed else { throw closedError }
        if file?.isStillAtPath() ?? false { return }
        try open()
    }

    /// Writes a checkpoint, whether or not there is anything new; nothing where the log isn't signed.
    mutating func checkpoint() throws(AuditError) {
        guard !isClosed else { throw closedError }
        guard chain.isSigned else { return }
        let now = clock()
        try prepare(now)
        try write(at: now) { (chain, line) throws(AuditError) in try chain.appendCheckpoint(to: &line, at: now) }
    }

    /// Lets a prepared signing key take over.
    mutating func rotateKey() throws(AuditError) {
        guard !isClosed else { throw closedError }
        guard let key = try chain.keys?.nextKey() else { return }
        let now = clock()
        try prepare(now)
        try write(at: now) { (chain, line) throws(AuditError) in
            try chain.appendCheckpoint(to: &line, at: now, handingOverTo: key.verificationKey)
        }
        try chain.adopt(key)
    }

    mutating func close() {
        if options.durability == .fsync {
            for owed in sync.files { _ = options.synchronize(owed) }
            if let descriptor = regularDescriptor { _ = options.synchronize(descriptor) }
        }
        isClosed = true
        file = nil
        sync.drop()
    }

    /// Appends a record of its time, its number and these members (a JSON object).
    ///
    /// - Returns: Its number.
    mutating func append(_ members: [UInt8]) throws(AuditError) -> UInt64 {
        guard !isClosed else { throw closedError }
        let now = clock()
        do throws(AuditError) {
            try prepare(now)
            return try write(members, at: now)
        } catch {
            noteLost(1, since: now, error)
            throw error
        }
    }

    /// Appends records that have waited, with one write; either all of them or none.
    mutating func append(_ waiting: ArraySlice<QueuedRecord>) throws(AuditError) {
        guard !isClosed else { throw closedError }
        let now = clock()
        try prepare(now)
        try write(at: now) { (chain, line) throws(AuditError) in
            for record in waiting {
                chain.append(record.members.span, to: &line, at: record.time)
                if chain.isCheckpointDue { try chain.appendCheckpoint(to: &line, at: now) }
            }
        }
    }

    /// Appends a record, and signs it in the same breath.
    mutating func appendSigned(_ members: [UInt8]) throws(AuditError) {
        guard !isClosed else { throw closedError }
        let now = clock()
        try prepare(now)
        try write(at: now) { (chain, line) throws(AuditError) in
            chain.append(members.span, to: &line, at: now)
            try chain.appendCheckpoint(to: &line, at: now)
        }
    }

    private mutating func write(_ members: [UInt8], at now: Timestamp) throws(AuditError) -> UInt64 {
        var sequence: UInt64 = 0
        try write(at: now) { (chain, line) throws(AuditError) in
            chain.append(members.span, to: &line, at: now)
            sequence = chain.head.sequence
            if chain.isCheckpointDue { try chain.appendCheckpoint(to: &line, at: now) }
        }
        return sequence
    }

    /// Hands to the kernel what has to be told of the log, and what is added to that; only then the chain has moved.
    @inline(__always)
    private mutating func write(
        at now: Timestamp,
        _ add: (inout LogChain, inout [UInt8]) throws(AuditError) -> Void
    ) throws(AuditError) {
        line.removeAll(keepingCapacity: true)
        // A torn line that stays in the file is ended by a line feed that is no part of any record.
        let start = file?.endsTorn ?? false ? 1 : 0
        if start > 0 { line.append(UInt8(ascii: "\n")) }
        defer { if line.capacity > Self.keptCapacity { line = [] } }
        let mark = chain.mark
        do throws(AuditError) {
            for gap in gaps {
                scratch.removeAll()
                gap.write(into: &scratch)
                let members = scratch.bytes
                chain.append(members.span, to: &line, at: now)
            }
            try add(&chain, &line)
            guard chain.head.sequence <= LogTail.highestSequence else {
                throw AuditError(
                    .unwritable,
                    path: path,
                    "the audit log `\(path)` has used up its numbers",
                    help: "begin a new file"
                )
            }
            try file?.append(line)
        } catch {
            chain.goBack(to: mark)
            throw error
        }
        committed(from: start, at: now)
    }

    private mutating func committed(from start: Int, at now: Timestamp) {
        if !gaps.isEmpty { gaps.removeAll() }
        expectedSize += Int64(line.count)
        if birth == nil { birth = now }
        chain.keep()
        tell(health.keep())
        if let limit = options.rotation.size, expectedSize >= limit, !rotation.isRequested {
            rotation.isRequested = true
            wantsCare = true
        }
        options.onRecords?(line.span.extracting(start...))
    }

    /// Sees to it that there is a file to write to, and that it is still the one that others can read.
    private mutating func prepare(_ now: Timestamp) throws(AuditError) {
        if file != nil, hasPassed(since: lastLook, now) { look(now) }
        guard file == nil else { return }
        if let lastAttempt, !hasPassed(since: lastAttempt.at, now) { throw lastAttempt.error }
        do throws(AuditError) { try open() } catch {
            lastAttempt = (now, error)
            throw error
        }
    }

    private mutating func look(_ now: Timestamp) {
        lastLook = now
        guard let isStream = file?.isStream, !isStream else { return }
        if file?.isRemoved() ?? true {
            note(.removed)
            file = nil
        } else if let size = file?.size() {
            if size < expectedSize { note(.shrunk(expected: expectedSize, found: size)) }
            expectedSize = size
        }
    }

    /// A clock that was set back has passed too.
    private func hasPassed(since then: Timestamp, _ now: Timestamp) -> Bool {
        let (passed, overflow) = now.microseconds.subtractingReportingOverflow(then.microseconds)
        return overflow || passed < 0 || passed >= Self.pause
    }

    private var closedError: AuditError { AuditError(.closed, path: path, "the audit log `\(path)` is closed") }
}

extension LogState {
    mutating func note(_ gap: LogGap) {
        gaps.removeAll { $0.isSameKind(as: gap) }
        gaps.append(gap)
    }

    /// Records couldn't be kept.
    mutating func noteLost(_ count: UInt64, since: Timestamp, _ error: AuditError) {
        tell(health.lose(count, error, at: since))
        var (total, first) = (count, since)
        for case .lostRecords(let count, let since, _, _) in gaps { (total, first) = (total &+ count, since) }
        note(.lostRecords(count: total, since: first, error: error.message, onFailure: options.onFailure))
    }

    /// Records can't be written, and wait.
    mutating func noteWaiting(_ error: AuditError) { tell(health.lose(0, error, at: clock())) }

    /// The disk refused what the kernel had taken.
    mutating func noteUnsynced(_ numbers: ClosedRange<UInt64>, _ error: AuditError) {
        tell(health.lose(UInt64(numbers.count), error, at: clock(), isSync: true))
        var all = numbers
        for case .unsynced(let earlier, _) in gaps { all = min(earlier.lowerBound, all.lowerBound)...all.upperBound }
        note(.unsynced(all, error: error.message))
    }

    mutating func noteSynced() { tell(health.keep(isSync: true)) }

    var status: LogStatus {
        var status = LogStatus()
        status.durability = options.durability
        status.onFailure = options.onFailure
        status.lastSequence = chain.head.sequence
        status.lost = health.lost
        status.failure = health.failure
        status.size = expectedSize
        status.rotates = options.rotation.isOn
        status.rotations = rotation.count
        status.lastRotated = rotation.last
        status.retired = rotation.retired
        status.rotationError = rotation.error ?? rotation.packingError
        return status
    }

    mutating func tell(_ event: LogNews?) {
        guard let event else { return }
        events.append(event)
        wantsCare = true
    }
}
