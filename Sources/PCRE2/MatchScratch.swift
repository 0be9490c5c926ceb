import CPCRE2

/// The memory that matching works in: one for each thread or event loop, used for one match after the other.
///
/// Made once, it serves every ``Pattern``; a match allocates nothing. Not `Sendable`: the stack of PCRE2's compiled code
/// can't be shared.
public final class MatchScratch {
    let data: OpaquePointer?
    let context: OpaquePointer?
    private let stack: OpaquePointer?
    private var limits: MatchLimits?

    /// PCRE2's code of the last match that failed, 0 before the first (`pcre2api`, "Error return values").
    public internal(set) var lastCode: Int32 = 0

    /// Bytes that the stack of compiled code starts with, and those it may grow to.
    private static let stackStart = 32 << 10
    private static let stackLimit = 1 << 20

    /// When no memory is left, every match fails as ``MatchFailure/noMemory``.
    public init() {
        // One pair of offsets: only the answer is of interest, not what the groups captured.
        data = pcre2_match_data_create_8(1, nil)
        context = pcre2_match_context_create_8(nil)
        stack = pcre2_jit_stack_create_8(Self.stackStart, Self.stackLimit, nil)
        if let context, let stack { pcre2_jit_stack_assign_8(context, nil, UnsafeMutableRawPointer(stack)) }
    }

    deinit {
        if let data { pcre2_match_data_free_8(data) }
        if let context { pcre2_match_context_free_8(context) }
        if let stack { pcre2_jit_stack_free_8(stack) }
    }

    /// Where the last match ended, in bytes from the start of the value.
    var matchEnd: Int { data.map { pcre2_get_ovector_pointer_8($0)[1] } ?? 0 }

    /// Where the last match began.
    var matchStart: Int { data.map { pcre2_get_ovector_pointer_8($0)[0] } ?? 0 }

    @inline(__always)
    func apply(_ limits: MatchLimits) {
        guard limits != self.limits else { return }
        self.limits = limits
        pcre2_set_match_limit_8(context, limits.matchLimit)
        pcre2_set_depth_limit_8(context, limits.depthLimit)
        pcre2_set_heap_limit_8(context, limits.heapLimitKiB)
    }
}
