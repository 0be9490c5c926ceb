import Glibc

/// Times, and how they are told.
enum Figures {
    /// Nanoseconds of processor time that this process has had; other work on the machine doesn't count.
    static func now() -> UInt64 {
        var time = timespec()
        clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &time)
        return UInt64(time.tv_sec) * 1_000_000_000 + UInt64(time.tv_nsec)
    }

    /// Microseconds of one run of some work, the mean of so many.
    static func microseconds(_ runs: Int, _ work: () throws -> Void) rethrows -> Double {
        let start = now()
        for _ in 0..<runs { try work() }
        return Double(now() - start) / 1000 / Double(runs)
    }

    /// The quickest of the rounds: whatever else the machine does only adds to it.
    static func best(_ values: [Double]) -> Double { values.min() ?? 0 }
}
