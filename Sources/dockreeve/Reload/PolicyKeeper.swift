import Audit
import Glibc
import Logging
import Policy

/// Keeps the best policy in force that the rule files give: reads them, proves them, swaps. Whatever is wrong with the
/// files, the policy in force stays.
///
/// Belongs to one thread.
struct PolicyKeeper: ~Copyable {
    private let directory: String
    private let store: LastGoodStore
    private let log: AuditLog
    private let logger: Logger
    private var ledger = PolicyLedger()
    private var watch = PolicyWatch()
    private(set) var report = ReloadReport()
    /// What is in the state directory.
    private var keptDigest: String?
    /// What is recorded of calls whose rules don't say.
    private let level: AuditLevel
    private var entry = AuditEntry()
    private var shownWatchProblem: String?

    /// Microseconds between two looks at files that can't be watched.
    private static let pause: UInt32 = 1_000_000

    init(configuration: ServeConfiguration, log: AuditLog, logger: Logger) {
        directory = configuration.policies
        level = configuration.audit.level
        store = LastGoodStore(folder: configuration.state, directory: configuration.policies)
        self.log = log
        self.logger = logger
    }

    // MARK: At the start

    /// Puts in force what the files give, or else the last good policy of a run before, and records the start.
    mutating func start() -> PolicyInForce {
        let (candidate, policy, diagnostics) = read()
        let verdict = ledger.consider(candidate, at: .now())
        let start: PolicyInForce
        switch (verdict, policy) {
        case (.install(let stamp), .some(let policy)):
            warn(diagnostics)
            start = PolicyInForce(policy, stamp)
            announce(policy, stamp, "policy in force")
        case (.refuse(let refusal, _), _):
            for diagnostic in diagnostics { logger.error("\(diagnostic)") }
            start = fallBack(refusal)
        default:
            // A new ledger knows no policy, so this can't be; denied in any case.
            start = PolicyInForce(refused: PolicyRefusal(time: .now(), diagnostics: []))
        }
        record(start)
        if !ledger.isRefusing, let policy, let stamp = start.stamp { keep(policy, stamp) }
        update()
        return start
    }

    private mutating func fallBack(_ refusal: PolicyRefusal) -> PolicyInForce {
        do throws(LastGoodStore.Absence) {
            let kept = try store.recall()
            let stamp = ledger.keep(sha256: kept.sha256)
            keptDigest = kept.sha256
            announce(kept.policy, stamp, "policy in force")
            logger.critical(
                "the rule files can't be used: the last good policy, kept since \(kept.time), decides until they are mended"
            )
            return PolicyInForce(kept.policy, stamp)
        } catch {
            logger.critical("no policy: every call is denied until the rule files are mended (\(error.text))")
            return PolicyInForce(refused: refusal, kept: error == .none ? nil : error.text)
        }
    }

    private mutating func record(_ start: PolicyInForce) {
        do {
            entry.start(version: Version.text, process: getpid(), policy: start.stamp, level: level)
            try log.append(entry)
            guard ledger.isRefusing, let refusal = ledger.lastRefusal else { return }
            entry.policyRefused(error: refusal.text, remaining: start.stamp)
            try log.append(entry)
        } catch {
            logger.critical("decisions can't be recorded, so every call is denied: \(error)")
        }
    }

    // MARK: Afterwards

    /// For poll(2): readable when something has changed.
    var descriptor: Int32 { watch.descriptor }

    /// Whether every change is told of.
    var isWatching: Bool { watch.problem == nil }

    /// What has happened since the last time.
    mutating func changes() -> [ReloadSchedule.Event] { watch.changes() }

    /// Reads the files again and does what they deserve.
    ///
    /// - Parameter asked: Whether a person wants to hear of it in any case.
    /// - Returns: Whether the files were the same a moment later. If not, nothing was done with them.
    mutating func reload(_ policies: PolicySwitch, asked: Bool) -> Bool {
        // The two cores of a small host have decisions to make meanwhile.
        let first = OwnThread.yielding { [directory] in PolicyCandidate.read(directory) }
        watch.follow(first.files.folders)
        defer { update() }
        report.readings &+= 1
        if !first.files.hasErrors, first.sha256 == ledger.inForce?.sha256 {
            // What is in force was proven when it came.
            settle(.good(sha256: first.sha256), nil, [], policies, asked)
            return isUnchanged(first)
        }
        var (policy, diagnostics) = OwnThread.yielding { first.compile() }
        // Nobody tells when a file is being written: then it has to stay as it is for a while.
        if !isWatching { usleep(Self.pause) }
        // The watches were there before this second look, so that whatever comes after it is noticed.
        guard isUnchanged(first) else {
            let unused = Retired(policy)
            policy = nil
            OwnThread.yielding { unused.free() }
            return false
        }
        settle(policy == nil ? .bad(diagnostics) : .good(sha256: first.sha256), policy, diagnostics, policies, asked)
        return true
    }

    private mutating func read() -> (PolicyLedger.Candidate, Policy?, [Diagnostic]) {
        // At the start nobody waits for a quiet moment for long.
        for _ in 0..<10 {
            let first = PolicyCandidate.read(directory)
            watch.follow(first.files.folders)
            report.readings &+= 1
            let (policy, diagnostics) = first.compile()
            guard isUnchanged(first) else { continue }
            return (policy == nil ? .bad(diagnostics) : .good(sha256: first.sha256), policy, diagnostics)
        }
        let restless = Diagnostic(
            .unreadable,
            at: SourcePlace(file: directory, line: 0),
            "the rule files change while they are read"
        )
        return (.bad([restless]), nil, [restless])
    }

    private func isUnchanged(_ candidate: PolicyCandidate) -> Bool {
        OwnThread.yielding { [directory] in PolicyCandidate.read(directory).isSame(as: candidate) }
    }

    private mutating func settle(
        _ candidate: PolicyLedger.Candidate,
        _ policy: Policy?,
        _ diagnostics: [Diagnostic],
        _ policies: PolicySwitch,
        _ asked: Bool
    ) {
        let wasKept = ledger.isKept
        switch ledger.consider(candidate, at: .now()) {
        case .unchanged:
            if asked { logger.info("the rule files have not changed") }
            if wasKept { logger.notice("the rule files are the policy in force again") }
        case .restored:
            logger.notice("the rule files are the policy in force again")
        case .install(let stamp):
            guard let policy else { return }
            warn(diagnostics)
            recordInForce(stamp, policy)
            policies.publish(PolicyInForce(policy, stamp))
            announce(policy, stamp, "new policy in force")
            keep(policy, stamp)
        case .refuse(let refusal, let isNews):
            if isNews || asked { refuse(refusal, diagnostics, policies) }
        }
    }

    /// Before the policy is: no call is recorded with a policy that the log has not heard of.
    private mutating func recordInForce(_ stamp: PolicyStamp, _ policy: Policy) {
        entry.policyInForce(stamp, rules: policy.rules.count)
        do { try log.append(entry) } catch { logger.error("can't record the new policy: \(error)") }
    }

    private mutating func refuse(_ refusal: PolicyRefusal, _ diagnostics: [Diagnostic], _ policies: PolicySwitch) {
        for diagnostic in diagnostics { logger.error("\(diagnostic)") }
        if let stamp = ledger.inForce {
            logger.error(
                "the changed rule files are refused; the policy in force stays",
                metadata: ["revision": "\(stamp.revision)", "sha256": "\(stamp.sha256)"]
            )
        } else {
            policies.publish(PolicyInForce(refused: refusal))
            logger.critical("still no policy: every call is denied until the rule files are mended")
        }
        entry.policyRefused(error: refusal.text, remaining: ledger.inForce)
        do { try log.append(entry) } catch { logger.error("can't record the refused policy: \(error)") }
    }

    // MARK: Telling and keeping

    private mutating func keep(_ policy: Policy, _ stamp: PolicyStamp) {
        do throws(FileRefusal) {
            if keptDigest == nil { keptDigest = store.keptDigest }
            if keptDigest != stamp.sha256 { try keepAside(policy, stamp) }
            keptDigest = stamp.sha256
            report.keepingProblem = nil
        } catch {
            keptDigest = nil
            report.keepingProblem = error.message
            logger.warning("the policy can't be kept for a restart: \(error)")
        }
    }

    private func keepAside(_ policy: Policy, _ stamp: PolicyStamp) throws(FileRefusal) {
        let kept = OwnThread.yielding { [store] in
            Result { () throws(FileRefusal) in try store.keep(policy, stamp) }
        }
        try kept.get()
    }

    private func announce(_ policy: Policy, _ stamp: PolicyStamp, _ what: Logger.Message) {
        logger.info(
            what,
            metadata: [
                "revision": "\(stamp.revision)", "rules": "\(policy.rules.count)", "files": "\(policy.files.count)",
                "tests": "\(policy.tests.count)", "sha256": "\(stamp.sha256)",
            ]
        )
        if policy.defaultEffect == .allow {
            logger.warning("the policy says `default: allow`: what no rule matches is allowed")
        }
    }

    private func warn(_ diagnostics: [Diagnostic]) {
        for diagnostic in diagnostics { logger.warning("\(diagnostic)") }
    }

    private mutating func update() {
        report.isKept = ledger.isKept
        report.isRefusing = ledger.isRefusing
        report.lastRefusal = ledger.lastRefusal
        report.watchProblem = watch.problem
        if let problem = watch.problem, problem != shownWatchProblem {
            logger.warning("changes of the rule files may be noticed some seconds late: \(problem)")
        }
        shownWatchProblem = watch.problem
    }
}
