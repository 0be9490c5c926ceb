import Glibc
import Synchronization

/// How a sink's thread waits: for a descriptor, for records, for a moment, and never longer than the plugin's end allows.
final class SinkWait: Sendable {
    /// Wakes the thread: there are records, or the transport has news.
    let arrivals: WakeUp
    private let stop: WakeUp
    private let deadline = Mutex<ContinuousClock.Instant?>(nil)

    init() throws {
        arrivals = try WakeUp()
        stop = try WakeUp()
    }

    /// From now on nobody waits past the deadline.
    func end(by moment: ContinuousClock.Instant) {
        deadline.withLock { $0 = moment }
        stop.wake()
        arrivals.wake()
    }

    var isEnding: Bool { deadline.withLock { $0 } != nil }

    /// Waits until a descriptor is ready, or broken.
    func until(_ descriptor: Int32, _ event: Int32) throws(SinkFault) {
        while true {
            var entries = [
                pollfd(fd: descriptor, events: Int16(truncatingIfNeeded: event), revents: 0),
                pollfd(fd: isEnding ? -1 : stop.descriptor, events: Int16(POLLIN), revents: 0),
            ]
            let count = poll(&entries, 2, try timeout())
            if count < 0, errno != EINTR { throw .last("can't wait") }
            if count > 0, entries[0].revents != 0 { return }
        }
    }

    /// Waits for news, and forgets that there was any.
    func forNews() throws(SinkFault) {
        var entry = pollfd(fd: arrivals.descriptor, events: Int16(POLLIN), revents: 0)
        _ = poll(&entry, 1, try timeout())
        arrivals.reset()
    }

    /// Waits so many milliseconds, whatever comes in the meantime but the plugin's end.
    func pause(_ milliseconds: Int32) throws(SinkFault) {
        if isEnding { throw .stopped }
        var entry = pollfd(fd: stop.descriptor, events: Int16(POLLIN), revents: 0)
        if poll(&entry, 1, milliseconds) > 0 { throw .stopped }
    }

    /// Milliseconds that are left; -1 for as long as it takes.
    private func timeout() throws(SinkFault) -> Int32 {
        guard let deadline = deadline.withLock({ $0 }) else { return -1 }
        let left = deadline - .now
        guard left > .zero else { throw .stopped }
        let (seconds, attoseconds) = left.components
        return Int32(clamping: seconds &* 1000 &+ attoseconds / 1_000_000_000_000_000 &+ 1)
    }
}
