import DockerPlugin
import Glibc
import Synchronization

/// Tells systemd how the plugin is: ready, reading anew, ending, alive, and in one line which policy decides.
///
/// Where nobody listens it does nothing, and has no thread.
final class ServiceReporter: Sendable {
    private let notifier: ServiceNotifier
    private let wakeUp: WakeUp
    private let isStopping = Atomic<Bool>(false)
    private let thread = Mutex<OwnThread?>(nil)

    /// What nobody tells of, like records that couldn't be written, is looked at so often, in milliseconds.
    private static let pause: Int32 = 5000

    init(_ notifier: ServiceNotifier) throws {
        self.notifier = notifier
        wakeUp = try WakeUp()
    }

    /// dockerd can connect. From now on the watchdog hears of it.
    ///
    /// - Parameters:
    ///   - server: Running; the watchdog is told only while its event loop turns.
    ///   - status: The line for `systemctl status`.
    func ready(_ server: PluginServer, status: @escaping @Sendable () -> String) throws {
        guard notifier.isHeard else { return }
        let first = status()
        notifier.ready(status: first)
        let started = try OwnThread { [self] in report(ServerPulse(server), first, status) }
        thread.withLock { $0 = started }
    }

    /// Files are read anew; ``reloaded()`` follows.
    func reloading() { notifier.reloading() }

    /// What was read anew is in force, or refused.
    func reloaded() { notifier.ready() }

    /// The status may have changed.
    func changed() { wakeUp.wake() }

    func stopping() { notifier.stopping() }

    /// Ends the thread. To be called late: the watchdog has to hear of the plugin until its last call is answered.
    func stop() {
        isStopping.store(true, ordering: .releasing)
        wakeUp.wake()
        thread.withLock { $0.take() }?.join()
    }

    private func report(_ pulse: ServerPulse, _ first: String, _ status: () -> String) {
        let watchdog = notifier.watchdogInterval.map { Self.milliseconds($0 / 4) }
        var shown = first
        var entry = pollfd(fd: wakeUp.descriptor, events: Int16(POLLIN), revents: 0)
        while !isStopping.load(ordering: .acquiring) {
            if watchdog != nil, pulse.look() { notifier.keepAlive() }
            let line = status()
            if line != shown { notifier.status(line) }
            shown = line
            _ = poll(&entry, 1, min(watchdog ?? Self.pause, Self.pause))
            wakeUp.reset()
        }
    }

    private static func milliseconds(_ duration: Duration) -> Int32 {
        let (seconds, attoseconds) = duration.components
        return max(1, Int32(clamping: seconds &* 1000 &+ attoseconds / 1_000_000_000_000_000))
    }
}
