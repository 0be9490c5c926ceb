import Glibc

/// Signals that a write can bring upon the whole process.
enum FileSignals {
    /// Lets a write fail with EPIPE or EFBIG rather than end the process, where nobody has set anything else:
    /// a stream whose reader went away, a file at the process's size limit.
    static func ignore() {
        for number in [SIGPIPE, SIGXFSZ] {
            var action = sigaction()
            guard sigaction(number, nil, &action) == 0, action.__sigaction_handler.sa_handler == nil else { continue }
            signal(number, SIG_IGN)
        }
    }
}
