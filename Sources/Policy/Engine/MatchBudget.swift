import Glibc

/// Bounds the time that the matches of one decision take together: a body may hold thousands of values, and each may be
/// made to cost a pattern almost its whole match limit.
///
/// What counts is time on the processor, so that a busy machine denies nothing. The clock is read after every
/// ``interval`` matches only: most calls never read it.
struct MatchBudget {
    /// Nanoseconds on the processor that a decision may take, from the first look at the clock on.
    static let standardLimit: UInt64 = 500_000_000
    private static let interval = 64

    private let limit: UInt64
    private var untilCheck = Self.interval
    private var start: UInt64 = 0
    private var isSpent = false

    init(limit: UInt64 = Self.standardLimit) { self.limit = limit }

    var hasLookedAtClock: Bool { start != 0 }

    /// Whether one more match may begin.
    @inline(__always)
    mutating func allowsOne() -> Bool {
        untilCheck &-= 1
        return untilCheck > 0 || check()
    }

    @inline(never)
    private mutating func check() -> Bool {
        guard !isSpent else { return false }
        let now = Self.processorTime()
        if start == 0 { start = now }
        isSpent = now &- start > limit
        untilCheck = isSpent ? 0 : Self.interval
        return !isSpent
    }

    private static func processorTime() -> UInt64 {
        var time = timespec()
        guard clock_gettime(CLOCK_THREAD_CPUTIME_ID, &time) == 0 else { return 0 }
        return UInt64(clamping: time.tv_sec) &* 1_000_000_000 &+ UInt64(clamping: time.tv_nsec)
    }
}
