import Audit
import Glibc
import Logging
import Synchronization

/// Looks after the rule files for as long as the plugin runs, on a thread of its own.
final class ReloadThread: Sendable {
    let policies: PolicySwitch
    private let orders = Mutex(Orders())
    private let shared: Mutex<ReloadReport>
    private let wakeUp: WakeUp
    private let thread = Mutex<OwnThread?>(nil)

    private struct Orders {
        var reload = false
        var stop = false
        /// Who wants to know when the reading that was asked for is through.
        var waiting: [@Sendable () -> Void] = []
    }

    /// A policy that is replaced and perhaps used still is looked at so often.
    private static let collectInterval: Duration = .seconds(5)

    private let onReading: @Sendable () -> Void

    /// Reads the rule files and puts in force what they give. From then on changes are noticed.
    ///
    /// - Parameter onReading: Hears of every later reading, whatever came of it, on the thread that reads.
    init(
        configuration: ServeConfiguration,
        log: AuditLog,
        logger: Logger,
        onReading: @escaping @Sendable () -> Void = {}
    ) throws {
        self.onReading = onReading
        wakeUp = try WakeUp()
        var keeper = PolicyKeeper(configuration: configuration, log: log, logger: logger)
        policies = PolicySwitch(keeper.start())
        shared = Mutex(keeper.report)
        let handed = Mutex<PolicyKeeper?>(keeper)
        let started = try OwnThread { [self] in
            guard let keeper = handed.withLock({ $0.take() }) else { return }
            run(keeper)
        }
        thread.withLock { $0 = started }
    }

    /// Reads the files now, whether or not they have changed (SIGHUP).
    ///
    /// - Parameter done: Called once they have been read, whatever came of it; not if ``stop()`` comes first.
    func reload(then done: @escaping @Sendable () -> Void = {}) {
        orders.withLock { orders in
            orders.reload = true
            orders.waiting.append(done)
        }
        wakeUp.wake()
    }

    /// Ends the thread after what it is just doing.
    func stop() {
        orders.withLock { $0.stop = true }
        wakeUp.wake()
        thread.withLock { $0.take() }?.join()
    }

    var report: ReloadReport { shared.withLock { $0 } }

    private func run(_ given: consuming PolicyKeeper) {
        var keeper = given
        var schedule = ReloadSchedule(readAt: .now)
        schedule.read(at: .now, settled: true, watching: keeper.isWatching)
        var isCollecting = false
        var waiting: [@Sendable () -> Void] = []
        while true {
            wait(keeper.descriptor, until: schedule.due, atMost: isCollecting ? Self.collectInterval : nil)
            wakeUp.reset()
            let order = orders.withLock { orders in
                defer {
                    orders.reload = false
                    orders.waiting = []
                }
                return orders
            }
            if order.stop { return }
            waiting += order.waiting
            let now = ContinuousClock.now
            if order.reload { schedule.note(.demanded, at: now) }
            for event in keeper.changes() { schedule.note(event, at: now) }
            if let due = schedule.due, due <= now {
                let settled = keeper.reload(policies, asked: order.reload)
                schedule.read(at: .now, settled: settled, watching: keeper.isWatching)
                let report = keeper.report
                shared.withLock { $0 = report }
                onReading()
                if settled {
                    for done in waiting { done() }
                    waiting = []
                }
                isCollecting = true
            }
            if isCollecting {
                let (retired, isLeft) = policies.collect()
                if let retired { OwnThread.yielding { retired.free() } }
                isCollecting = isLeft
            }
        }
    }

    /// Waits for an event, an order, or a moment.
    private func wait(_ events: Int32, until due: ContinuousClock.Instant?, atMost limit: Duration?) {
        var timeout = limit
        if let due {
            let left = max(due - .now, .zero)
            timeout = timeout.map { min($0, left) } ?? left
        }
        var entries = [
            pollfd(fd: wakeUp.descriptor, events: Int16(POLLIN), revents: 0),
            pollfd(fd: events, events: Int16(POLLIN), revents: 0),
        ]
        _ = poll(&entries, nfds_t(entries.count), timeout.map(Self.milliseconds) ?? -1)
    }

    /// Rounded up, so that nothing is looked at too early and then again and again.
    private static func milliseconds(_ duration: Duration) -> Int32 {
        let (seconds, attoseconds) = duration.components
        return Int32(clamping: seconds &* 1000 &+ attoseconds / 1_000_000_000_000_000 &+ 1)
    }
}
