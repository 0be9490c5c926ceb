import CPCRE2
import Glibc

/// Searches a long value in steps, and looks at the clock in between.
///
/// The match limit bounds what is tried from one place. A pattern like `a[^|]{0,9999}x` can stay below it at each of a
/// million places, and takes many seconds.
enum LongSearch {
    /// Bytes of a value that are searched in one go.
    static let threshold = 16 << 10
    /// The places that one step tries.
    private static let places = 512
    /// Nanoseconds on the processor that a search may take.
    private static let limit: UInt64 = 250_000_000

    /// None of PCRE2's own codes.
    static let timeIsUp = Int32.min

    /// - Parameters:
    ///   - first: The place to begin at, in bytes.
    ///   - match: Matches from an offset on, with options; gives PCRE2's result.
    /// - Returns: PCRE2's result, or ``timeIsUp``.
    static func run(
        _ value: UnsafeBufferPointer<UInt8>,
        _ context: OpaquePointer,
        from first: Int = 0,
        _ match: (_ start: Int, _ options: UInt32) -> Int32
    ) -> Int32 {
        // `PCRE2_UNSET`, which Swift does not import.
        defer { pcre2_set_offset_limit_8(context, Int(bitPattern: UInt.max)) }
        let begin = processorTime()
        var start = first
        var options: UInt32 = 0
        while true {
            let last = min(start + places - 1, value.count)
            pcre2_set_offset_limit_8(context, last)
            let result = match(start, options)
            guard result == PCRE2_ERROR_NOMATCH, last < value.count else { return result }
            guard processorTime() &- begin <= limit else { return timeIsUp }
            start = last + 1
            // A step begins where a character does.
            while start < value.count, value[start] & 0xC0 == 0x80 { start += 1 }
            // The first step has looked at all of it.
            options = PCRE2_NO_UTF_CHECK
        }
    }

    private static func processorTime() -> UInt64 {
        var time = timespec()
        guard clock_gettime(CLOCK_THREAD_CPUTIME_ID, &time) == 0 else { return 0 }
        return UInt64(clamping: time.tv_sec) &* 1_000_000_000 &+ UInt64(clamping: time.tv_nsec)
    }
}
