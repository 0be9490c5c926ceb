/// Decides which of the files that were set aside go: whole ones, the oldest first.
struct LogRetention {
    private let options: RotationOptions
    private let now: Timestamp
    private let isClockTrusted: Bool

    init(_ options: RotationOptions, now: Timestamp, isClockTrusted: Bool) {
        self.options = options
        self.now = now
        self.isClockTrusted = isClockTrusted
    }

    /// How many of the oldest files go.
    func count(_ files: [RotatedName]) -> Int {
        let surplus = options.keep.map { max(0, files.count - max($0, 1)) } ?? 0
        guard let keepFor = options.keepFor, isClockTrusted else { return surplus }
        let old = files.prefix { file in
            let (age, overflow) = now.microseconds.subtractingReportingOverflow(file.time.microseconds)
            return !overflow && age / 1_000_000 > keepFor
        }
        return max(surplus, old.count)
    }

    /// - Returns: Nothing where all stay.
    func plan(_ files: [RotatedName], log: String) throws(AuditError) -> RetiredFiles? {
        let count = count(files)
        guard count > 0, let last = files[..<count].last else { return nil }
        let next = count < files.count ? files[count].path : log
        guard let first = RotatedLogs.firstRecord(in: next) else {
            // A file that was just begun has no record yet; it soon will.
            if count == files.count { return nil }
            throw AuditError(
                .unrotatable,
                path: log,
                "`\(next)` doesn't begin with a record, so nothing older is removed"
            )
        }
        guard first.sequence == last.last + 1 else {
            throw AuditError(
                .unrotatable,
                path: log,
                "`\(next)` doesn't go on where `\(last.path)` ends, so nothing older is removed",
                help: "`dockreeve audit verify` tells what happened to the log"
            )
        }
        return RetiredFiles(log: log, files: Array(files[..<count]), last: last.last, hash: first.previous)
    }
}
