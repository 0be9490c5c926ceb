import CPCRE2

/// Why a match came to no answer. The raw values are stable: they stand in records.
public enum MatchFailure: String, Error, Sendable, CaseIterable {
    /// The pattern needed more rounds than ``MatchLimits/matchLimit``: it backtracks too much on this value.
    case matchLimit = "match-limit"
    /// More nested backtracking points than ``MatchLimits/depthLimit``.
    case depthLimit = "depth-limit"
    /// More memory than ``MatchLimits/heapLimitKiB``.
    case heapLimit = "heap-limit"
    /// The stack of the compiled code was too small, and the interpreter couldn't help either.
    case jitStack = "jit-stack"
    /// The time was up: that of one search through a long value, or that of all matches of a decision.
    case timeLimit = "time-limit"
    /// The value isn't valid UTF-8.
    case invalidUTF8 = "invalid-utf8"
    /// No memory was left.
    case noMemory = "no-memory"
    /// Any other error of PCRE2; ``MatchScratch/lastCode`` has its number.
    case other = "other"

    init(code: Int32) {
        self =
            switch code {
            case PCRE2_ERROR_MATCHLIMIT: .matchLimit
            case PCRE2_ERROR_DEPTHLIMIT: .depthLimit
            case PCRE2_ERROR_HEAPLIMIT: .heapLimit
            case PCRE2_ERROR_JIT_STACKLIMIT: .jitStack
            case PCRE2_ERROR_UTF8_ERR21...PCRE2_ERROR_UTF8_ERR1: .invalidUTF8
            case PCRE2_ERROR_NOMEMORY: .noMemory
            default: .other
            }
    }
}
