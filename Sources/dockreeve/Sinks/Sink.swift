import Dispatch
import Logging
import Synchronization

/// A receiver of audit records: its queue, and the thread that empties it, over and over, whatever becomes of the receiver.
final class Sink: Sendable {
    let settings: SinkSettings
    let isExport: Bool
    let place: String
    private let queue: SinkQueue
    private let wait: SinkWait
    private let logger: Logger
    private let ended = DispatchSemaphore(value: 0)
    private let health = Mutex(Health())
    private let sent = Counter()
    /// Whether a decision has waited for nothing, and the next ones must not.
    private let hasFailed = Atomic<Bool>(false)

    private struct Health {
        var failure: String?
        var isOpen = false
        /// Since when one message is on its way.
        var busySince: ContinuousClock.Instant?
    }

    /// Messages that take longer than that are said to be stuck.
    private static let patience: Duration = .seconds(5)

    /// Starts the thread.
    init(
        _ settings: SinkSettings,
        isExport: Bool = false,
        _ transport: sending any SinkTransport,
        _ format: SinkFormat,
        _ logger: Logger
    ) throws {
        self.settings = settings
        self.isExport = isExport
        self.logger = logger
        place = transport.place
        wait = try SinkWait()
        queue = SinkQueue(limit: settings.queue, wakeUp: wait.arrivals)
        let handed = Mutex<SinkWorker?>(SinkWorker(transport: transport, format: format, name: settings.name))
        _ = try OwnThread { [self] in
            if var worker = handed.withLock({ $0.take() }) { run(&worker) }
            ended.signal()
        }
    }

    // MARK: Whoever decides

    /// Never waits.
    func push(_ lines: [UInt8], ticket: UInt64) {
        guard queue.push(lines, ticket: ticket) else { return }
        logger.error(
            "an audit sink's queue is full: records are dropped",
            metadata: ["sink": "\(settings.name)", "queue_bytes": "\(settings.queue)"]
        )
    }

    /// Why a record would not get to this sink; nothing when it will, as far as anybody knows.
    func refusal() -> String? {
        if hasFailed.load(ordering: .acquiring) {
            guard queue.isDrained else { return text(health.withLock { $0.failure } ?? "it doesn't take what it got") }
            hasFailed.store(false, ordering: .releasing)
        }
        return health.withLock { $0.failure }.map(text)
    }

    /// Waits until the sink has everything up to a ticket.
    ///
    /// - Returns: Why it hasn't; nothing when it has.
    func confirm(_ ticket: UInt64) -> String? {
        if queue.wait(for: ticket, seconds: settings.timeout) { return nil }
        hasFailed.store(true, ordering: .releasing)
        let failure = health.withLock { $0.failure }
        return text(failure ?? "it didn't take the record within \(settings.timeout) s")
    }

    private func text(_ reason: String) -> String { "the required sink `\(settings.name)` takes nothing: \(reason)" }

    // MARK: Whoever looks

    var status: SinkStatus {
        let state: SinkStatus.State = health.withLock { health in
            if let failure = health.failure { return .failing(failure) }
            if let busySince = health.busySince, .now - busySince > Self.patience {
                return .stuck(seconds: (.now - busySince).components.seconds)
            }
            return health.isOpen ? .ok : .opening
        }
        return SinkStatus(
            name: settings.name,
            place: place,
            isRequired: settings.isRequired,
            isExport: isExport,
            state: state,
            waiting: queue.bytes,
            sent: sent.value,
            dropped: queue.dropped
        )
    }

    /// Asks the thread to deliver what waits and to end, at the latest at that moment.
    func end(by moment: ContinuousClock.Instant) { wait.end(by: moment) }

    /// Waits for the thread's end; a write(2) that hangs isn't waited for longer than that.
    func join(by moment: ContinuousClock.Instant) {
        let left = max(moment - .now, .zero) + .milliseconds(200)
        let isLate = ended.wait(timeout: .now() + .seconds(Int(left.components.seconds + 1))) == .timedOut
        let waiting = queue.bytes
        guard isLate || waiting > 0 else { return }
        logger.error(
            "an audit sink has not got everything",
            metadata: ["sink": "\(settings.name)", "bytes": "\(waiting)"]
        )
    }

    // MARK: Its thread

    private func run(_ worker: inout SinkWorker) {
        var pause = SinkPause()
        while true {
            do throws(SinkFault) {
                try worker.transport.open(wait)
                health.withLock { $0.isOpen = true }
                try work(&worker, &pause)
            } catch {
                worker.transport.close()
                guard error != .stopped else { return }
                worker.noteFailure()
                tell(error)
                do throws(SinkFault) { try wait.pause(pause.next()) } catch { return }
            }
        }
    }

    private func work(_ worker: inout SinkWorker, _ pause: inout SinkPause) throws(SinkFault) {
        while true {
            if !worker.hasWork {
                worker.fill(queue.take())
                guard worker.hasWork else {
                    try worker.transport.flush()
                    tellRecovery()
                    if wait.isEnding { throw .stopped }
                    try worker.transport.idle(wait)
                    continue
                }
            }
            health.withLock { $0.busySince = .now }
            defer { health.withLock { $0.busySince = nil } }
            try worker.send(wait, queue, sent)
            pause = SinkPause()
            tellRecovery()
        }
    }

    private func tell(_ fault: SinkFault) {
        let isNews = health.withLock { health in
            defer { health.failure = fault.description }
            health.isOpen = false
            return health.failure == nil
        }
        guard isNews else { return }
        logger.error("an audit sink fails: \(fault)", metadata: ["sink": "\(settings.name)"])
    }

    private func tellRecovery() {
        let was = health.withLock { health in
            defer { health.failure = nil }
            return health.failure
        }
        guard was != nil else { return }
        logger.notice(
            "an audit sink takes records again",
            metadata: ["sink": "\(settings.name)", "dropped": "\(queue.dropped)"]
        )
    }
}
