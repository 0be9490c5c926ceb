import StrictJSON

/// What an ``AuditLog`` guards by its lock: the file, the numbers, and the line that is being put together.
struct LogState: ~Copyable {
    let path: String
    private let clock: @Sendable () -> Timestamp
    private let onRecords: (@Sendable (Span<UInt8>) -> Void)?
    private var file: LogFile?
    private var isClosed = false
    private(set) var chain: LogChain
    private var gaps: [LogGap] = []
    private var line: [UInt8] = []
    private var scratch = JSONWriter()
    /// The file's length when our last record was written, in bytes.
    private var expectedSize: Int64 = 0
    private var lastLook = Timestamp(microseconds: .min)
    private var lastAttempt: (at: Timestamp, error: AuditError)?

    /// Between two looks at what has become of the file, and between two attempts to open it.
    private static let pause: Int64 = 1_000_000
    /// A line's memory above this is given back, in bytes.
    private static let keptCapacity = 1 << 20

    init(path: String, options: AuditLogOptions, clock: @escaping @Sendable () -> Timestamp) {
        self.path = path
        self.clock = clock
        chain = LogChain(options)
        onRecords = options.onRecords
        line.reserveCapacity(4096)
    }

    mutating func open() throws(AuditError) {
        var opened = try LogFile.open(path)
        let recovery = try opened.recover()
        if let torn = recovery.torn { note(.tornRecord(torn)) }
        let size = opened.size() ?? 0
        if !opened.isStream, let gap = try chain.resume(after: recovery.head, path: path, size: size) { note(gap) }
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
        beginLine()
        defer { endLine() }
        var next = chain
        try next.appendCheckpoint(to: &line, at: now)
        try commit(next)
    }

    /// Lets a prepared signing key take over.
    mutating func rotateKey() throws(AuditError) {
        guard !isClosed else { throw closedError }
        guard let key = try chain.keys?.nextKey() else { return }
        let now = clock()
        try prepare(now)
        beginLine()
        defer { endLine() }
        var next = chain
        try next.appendCheckpoint(to: &line, at: now, handingOverTo: key.verificationKey)
        try commit(next)
        try chain.adopt(key)
    }

    mutating func close() {
        isClosed = true
        file = nil
    }

    /// Appends a record of its time, its number and these members (a JSON object).
    mutating func append(_ members: [UInt8]) throws(AuditError) -> UInt64 {
        guard !isClosed else { throw closedError }
        let now = clock()
        do throws(AuditError) {
            try prepare(now)
            return try write(members, at: now)
        } catch {
            noteLost(now, error)
            throw error
        }
    }

    private mutating func write(_ members: [UInt8], at now: Timestamp) throws(AuditError) -> UInt64 {
        beginLine()
        defer { endLine() }
        var next = chain
        for gap in gaps {
            scratch.removeAll()
            gap.write(into: &scratch)
            next.append(scratch.bytes, to: &line, at: now)
        }
        next.append(members, to: &line, at: now)
        let sequence = next.head.sequence
        guard sequence <= LogTail.highestSequence else {
            throw AuditError(
                .unwritable,
                path: path,
                "the audit log `\(path)` has used up its numbers",
                help: "begin a new file"
            )
        }
        if next.isCheckpointDue { try next.appendCheckpoint(to: &line, at: now) }
        try commit(next)
        return sequence
    }

    private mutating func beginLine() {
        line.removeAll(keepingCapacity: true)
        if file?.endsTorn ?? false { line.append(UInt8(ascii: "\n")) }
    }

    private mutating func endLine() {
        if line.capacity > Self.keptCapacity { line = [] }
    }

    /// Hands the line to the kernel; only then the chain has moved.
    private mutating func commit(_ next: LogChain) throws(AuditError) {
        // A torn line that stays in the file is ended by a line feed that is no part of any record.
        let start = file?.endsTorn ?? false ? 1 : 0
        try file?.append(line)
        gaps.removeAll()
        expectedSize += Int64(line.count)
        chain = next
        chain.publish()
        onRecords?(line.span.extracting(start...))
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

    private mutating func note(_ gap: LogGap) {
        gaps.removeAll { $0.isSameKind(as: gap) }
        gaps.append(gap)
    }

    private mutating func noteLost(_ now: Timestamp, _ error: AuditError) {
        for case .lostRecords(let count, let since, _) in gaps {
            return note(.lostRecords(count: count &+ 1, since: since, error: error.message))
        }
        note(.lostRecords(count: 1, since: now, error: error.message))
    }

    private var closedError: AuditError { AuditError(.closed, path: path, "the audit log `\(path)` is closed") }
}
