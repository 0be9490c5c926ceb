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
        let following = files.dropFirst().prefix(count).map(\.path) + (count == files.count ? [log] : [])
        var hash = HexDigest.zero
        for (file, next) in zip(files, following) {
            guard let first = RotatedLogs.firstRecord(in: next) else {
                // A file that was just begun has no record yet; it soon will.
                if next == log { return nil }
                throw unfitting(file, next)
            }
            guard first.sequence == file.last + 1 else { throw unfitting(file, next) }
            hash = first.previous
        }
        return RetiredFiles(log: log, files: Array(files[..<count]), last: last.last, hash: hash)
    }

    /// A log that isn't whole is evidence; none of it is removed.
    private func unfitting(_ file: RotatedName, _ next: String) -> AuditError {
        AuditError(
            .unrotatable,
            path: file.log,
            "`\(next)` doesn't go on where `\(file.path)` ends, so nothing older is removed",
            help: "`dockreeve audit verify` tells what happened to the log"
        )
    }
}
