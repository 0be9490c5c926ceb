import Glibc

/// Bounds the time that the matches of one decision take together: a body may hold thousands of values, and each may be
/// made to cost a pattern almost its whole match limit.
///
/// What counts is time on the processor, so that a busy machine denies nothing. Clocks are looked at after every
/// ``interval`` matches only: first a cheap one, and that of the processor, which is a system call, once the decision has
/// taken ``unwatched``.
struct MatchBudget {
    /// Nanoseconds on the processor that a decision may take, from the first look at the clock on.
    static let standardLimit: UInt64 = 500_000_000
    private static let interval = 64
    /// Nanoseconds on the wall that a decision takes before its time on the processor begins to count.
    static let unwatched: UInt64 = 50_000_000

    private let limit: UInt64
    private var untilCheck = Self.interval
    private var start: UInt64 = 0
    private var firstLook: UInt64 = 0
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
        untilCheck = Self.interval
        if start == 0 {
            let look = Self.time(CLOCK_MONOTONIC_COARSE)
            if firstLook == 0 { firstLook = look }
            guard look &- firstLook >= min(Self.unwatched, limit) else { return true }
            start = Self.time(CLOCK_THREAD_CPUTIME_ID)
            return true
        }
        isSpent = Self.time(CLOCK_THREAD_CPUTIME_ID) &- start > limit
        if isSpent { untilCheck = 0 }
        return !isSpent
    }

    private static func time(_ clock: clockid_t) -> UInt64 {
        var time = timespec()
        guard clock_gettime(clock, &time) == 0 else { return 0 }
        return UInt64(clamping: time.tv_sec) &* 1_000_000_000 &+ UInt64(clamping: time.tv_nsec)
    }
}
