/// When changed rule files are read again: not while somebody is still writing them, and not once for every event.
///
/// A state machine without clock or files. It is told what happened and when, and says when the next reading is due.
struct ReloadSchedule {
    typealias Instant = ContinuousClock.Instant

    /// A file that somebody writes to.
    struct File: Hashable {
        let folder: Int32
        let name: [UInt8]
    }

    enum Event: Equatable {
        /// A name appeared, went or was replaced, or somebody changed a mode or an owner.
        case changed
        /// As ``changed``, and whatever was written under that name is not there any more.
        case replaced(File)
        /// A file's content changed; whoever wrote it has it open still.
        case writing(File)
        /// Whoever had it open for writing closed it.
        case written(File)
        /// Events were lost: anything may have happened.
        case lost
        /// A person asked for it (SIGHUP).
        case demanded
    }

    /// Nothing may have happened for so long: editors and deployments take several steps.
    static let quiet: Duration = .milliseconds(100)
    /// Changes that never pause are read after so long all the same.
    static let patience: Duration = .seconds(2)
    /// A file that is being written is waited for, but no longer than this after its last change.
    static let writerPatience: Duration = .seconds(10)
    /// How often everything is read where changes can't be watched for.
    static let pollInterval: Duration = .seconds(5)

    private var firstChange: Instant?
    private var lastChange: Instant?
    private var demandedAt: Instant?
    private var writers: [File: Instant] = [:]
    private var lastReading: Instant
    /// Whether every change is told of.
    private var isWatching = true

    /// Writers that are remembered; with more of them it no longer matters which.
    private static let writerLimit = 1000

    init(readAt now: Instant) {
        lastReading = now
    }

    mutating func note(_ event: Event, at now: Instant) {
        switch event {
        case .demanded: demandedAt = demandedAt ?? now
        case .changed, .lost: change(now)
        case .replaced(let file):
            writers[file] = nil
            change(now)
        case .writing(let file):
            if writers.count < Self.writerLimit || writers[file] != nil { writers[file] = now }
            change(now)
        case .written(let file):
            writers[file] = nil
            change(now)
        }
        // Among what was lost can be the end of any writing.
        if event == .lost { writers.removeAll() }
    }

    /// When the files are to be read; nothing while there is no reason to.
    var due: Instant? {
        if let demandedAt { return demandedAt }
        var due: Instant?
        if let firstChange, let lastChange {
            due = min(lastChange + Self.quiet, firstChange + Self.patience)
            if let written = writers.values.max(), let settled = due {
                due = max(settled, written + Self.writerPatience)
            }
        }
        guard !isWatching else { return due }
        let poll = lastReading + Self.pollInterval
        return due.map { min($0, poll) } ?? poll
    }

    /// Whether somebody still has a changed file open.
    var isWaitingForWriters: Bool { !writers.isEmpty }

    /// The files were read.
    ///
    /// - Parameters:
    ///   - settled: Whether they were the same a moment later; otherwise they are read again after the next quiet moment.
    ///   - watching: Whether every further change will be told of.
    mutating func read(at now: Instant, settled: Bool, watching: Bool) {
        demandedAt = nil
        lastReading = now
        isWatching = watching
        firstChange = settled ? nil : now
        lastChange = firstChange
        writers.removeAll()
    }

    private mutating func change(_ now: Instant) {
        if firstChange == nil { firstChange = now }
        lastChange = now
    }
}
