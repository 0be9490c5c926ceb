import Glibc

/// The signals that a service is steered by, taken one by one by the main thread.
///
/// They are blocked in every thread and waited for, so no code ever runs in a signal handler.
struct SignalLoop {
    enum Order {
        /// SIGTERM or SIGINT: answer what is in flight, then go.
        case stop
        /// SIGHUP: open files anew.
        case reopen
    }

    private var signals = sigset_t()

    /// Must run before the first other thread starts: threads inherit the mask.
    init() {
        sigemptyset(&signals)
        for signal in [SIGTERM, SIGINT, SIGHUP] { sigaddset(&signals, signal) }
        pthread_sigmask(SIG_BLOCK, &signals, nil)
        // A peer that went away is an error of write(2), not the end of the process.
        signal(SIGPIPE, SIG_IGN)
    }

    /// Waits for the next order.
    mutating func next() -> Order {
        while true {
            var number: Int32 = 0
            guard sigwait(&signals, &number) == 0 else { continue }
            switch number {
            case SIGHUP: return .reopen
            case SIGTERM, SIGINT: return .stop
            default: continue
            }
        }
    }

    /// From now on a second SIGTERM or SIGINT ends the process at once.
    mutating func release() {
        pthread_sigmask(SIG_UNBLOCK, &signals, nil)
    }
}
