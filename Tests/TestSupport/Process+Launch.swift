import Foundation

extension Process {
    /// Starts it with no signal blocked.
    ///
    /// Threads of a pool block signals, a new process inherits that, and it would then never hear of SIGTERM.
    public func launchHearingSignals() throws {
        var none = sigset_t()
        var before = sigset_t()
        sigemptyset(&none)
        pthread_sigmask(SIG_SETMASK, &none, &before)
        defer { pthread_sigmask(SIG_SETMASK, &before, nil) }
        try run()
    }
}
