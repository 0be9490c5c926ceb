import Glibc

/// Whether the clock may decide that files are old enough to be removed.
///
/// A clock that jumps years ahead, on a host without a battery for instance, would have everything removed at once. So
/// after a jump, and at a start when the log wasn't written to for long, a day must pass by the clock that nobody sets.
struct ClockTrust: Sendable {
    private var last: (wall: Timestamp, running: Int64)?
    private var trustedFrom: Int64 = .min

    /// In microseconds.
    static let jump: Int64 = 300_000_000
    static let probation: Int64 = 86_400_000_000

    /// Microseconds that the host has been running, sleep included.
    static func running() -> Int64 {
        var time = timespec()
        guard clock_gettime(CLOCK_BOOTTIME, &time) == 0 else { return 0 }
        return Int64(time.tv_sec) &* 1_000_000 &+ Int64(time.tv_nsec) / 1000
    }

    /// - Parameters:
    ///   - wall: The clock now.
    ///   - running: ``running()`` now.
    ///   - lastWritten: When the log was written to before this run.
    mutating func isTrusted(wall: Timestamp, running: Int64, lastWritten: Timestamp?) -> Bool {
        defer { last = (wall, running) }
        if let last {
            let passed = wall.microseconds &- last.wall.microseconds
            let ran = running &- last.running
            if (passed &- ran).magnitude > Self.jump.magnitude { trustedFrom = running &+ Self.probation }
        } else if let lastWritten, wall.microseconds &- lastWritten.microseconds > Self.probation {
            trustedFrom = running &+ Self.probation
        }
        return running >= trustedFrom
    }
}
