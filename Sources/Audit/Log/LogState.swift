import StrictJSON

/// What an ``AuditLog`` guards by its lock: the file, the numbers, and the line that is being put together.
struct LogState: ~Copyable {
    let path: String
    private let clock: @Sendable () -> Timestamp
    private var file: LogFile?
    private var isClosed = false
    private(set) var lastSequence: UInt64 = 0
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

    init(path: String, clock: @escaping @Sendable () -> Timestamp) {
        self.path = path
        self.clock = clock
        line.reserveCapacity(4096)
    }

    mutating func open() throws(AuditError) {
        var opened = try LogFile.open(path)
        let recovery = try opened.recover()
        lastSequence = max(lastSequence, recovery.lastSequence)
        if let torn = recovery.torn { note(.tornRecord(torn)) }
        expectedSize = opened.size() ?? 0
        lastLook = clock()
        lastAttempt = nil
        file = consume opened
    }

    mutating func reopen() throws(AuditError) {
        guard !isClosed else { throw closedError }
        if file?.isStillAtPath() ?? false { return }
        try open()
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
        line.removeAll(keepingCapacity: true)
        defer { if line.capacity > Self.keptCapacity { line = [] } }
        var sequence = lastSequence
        if file?.endsTorn ?? false { line.append(UInt8(ascii: "\n")) }
        for gap in gaps {
            scratch.removeAll()
            gap.write(into: &scratch)
            sequence += 1
            compose(scratch.bytes, at: now, sequence)
        }
        sequence += 1
        guard sequence <= LogTail.highestSequence else {
            throw AuditError(
                .unwritable,
                path: path,
                "the audit log `\(path)` has used up its numbers",
                help: "begin a new file"
            )
        }
        compose(members, at: now, sequence)
        try file?.append(line)
        gaps.removeAll()
        expectedSize += Int64(line.count)
        lastSequence = sequence
        return sequence
    }

    private mutating func compose(_ members: [UInt8], at now: Timestamp, _ sequence: UInt64) {
        line.append(contentsOf: "{\"time\":\"".utf8)
        let time = now.text
        time.span.withUnsafeBufferPointer { line.append(contentsOf: $0) }
        line.append(contentsOf: "\",\"seq\":".utf8)
        JSONWriter.appendDecimal(sequence, to: &line)
        if members.count > 2 {
            line.append(UInt8(ascii: ","))
            line.append(contentsOf: members[1..<members.count - 1])
        }
        line.append(UInt8(ascii: "}"))
        line.append(UInt8(ascii: "\n"))
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
