/// Whether records can be kept, and what was lost.
struct LogHealth {
    private(set) var failure: LogStatus.Failure?
    /// Since the start.
    private(set) var lost: UInt64 = 0
    private var lostInStreak: UInt64 = 0
    /// What the kernel took and the disk didn't: only the next fdatasync tells that it works again.
    private var isSyncFailing = false

    /// - Returns: What is news.
    mutating func lose(_ count: UInt64, _ error: AuditError, at now: Timestamp, isSync: Bool = false) -> LogNews? {
        lost &+= count
        lostInStreak &+= count
        if isSync { isSyncFailing = true }
        defer { failure = LogStatus.Failure(since: failure?.since ?? now, error: error.message) }
        return failure == nil ? .failing(error) : nil
    }

    mutating func keep(isSync: Bool = false) -> LogNews? {
        guard failure != nil, isSync || !isSyncFailing else { return nil }
        isSyncFailing = false
        failure = nil
        defer { lostInStreak = 0 }
        return .recovered(lost: lostInStreak)
    }
}
