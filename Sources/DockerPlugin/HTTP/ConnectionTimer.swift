import NIOCore

/// One timer for all of a connection's deadlines.
///
/// Deadlines mostly move away: the timer is left where it is and looks again when it fires, so that a request costs no
/// timer of its own.
struct ConnectionTimer {
    private var scheduled: Scheduled<Void>?
    private var moment = NIODeadline.distantFuture

    mutating func arm(_ deadline: NIODeadline, on eventLoop: any EventLoop, _ fire: @escaping () -> Void) {
        guard deadline < moment else { return }
        scheduled?.cancel()
        moment = deadline
        scheduled = eventLoop.assumeIsolated().scheduleTask(deadline: deadline, fire)
    }

    mutating func fired() {
        scheduled = nil
        moment = .distantFuture
    }

    mutating func cancel() {
        scheduled?.cancel()
        scheduled = nil
        moment = .distantFuture
    }
}
