import CPCRE2

/// A compiled regular expression (PCRE2, `pcre2pattern`), ready to match on any thread.
///
/// Compiled for values that somebody else chose:
///
/// * Patterns and values are UTF-8; a value that isn't makes the match fail, it is never just "no match".
/// * `.` matches every character, a line feed too: `/etc/.*` is not escaped by a name with a line feed in it. `(?-s)`
///   turns that off. `$` holds at the very end only, never before a line feed.
/// * `\d`, `\w`, `\s` and the POSIX classes are ASCII; `(?i)` folds case as Unicode does, so that it takes U+212A for `k`
///   and U+017F for `s`.
/// * `\C`, callouts, NUL characters, settings like `(*LIMIT_MATCH=…)` and verbs like `(*ACCEPT)` are refused.
public final class Pattern: Sendable {
    /// Which part of a value the pattern has to match.
    public enum Anchoring: Sendable, Hashable {
        /// All of it, from the first byte to the last, whatever alternatives the pattern has.
        case whole
        /// Any part of it.
        case search
    }

    /// Bytes that a pattern may have.
    public static let maximumLength = 64 << 10

    public let source: String
    public let anchoring: Anchoring
    public let limits: MatchLimits
    public let traits: PatternTraits

    /// Immutable after `init`, and freed in `deinit`.
    private let code: CompiledCode
    private let literal: LiteralText

    /// - Throws: ``PatternError`` when the source is no pattern, or one that is refused.
    public convenience init(
        _ source: String,
        anchoring: Anchoring = .whole,
        limits: MatchLimits = .standard
    ) throws(PatternError) {
        try self.init(source, anchoring: anchoring, limits: limits, usesShortcuts: true, usesJIT: true)
    }

    /// - Parameter usesShortcuts: Whether plain text is compared without PCRE2; a test compares both ways.
    /// - Parameter usesJIT: Whether to make machine code of it; a test compares both ways.
    init(
        _ source: String,
        anchoring: Anchoring,
        limits: MatchLimits,
        usesShortcuts: Bool,
        usesJIT: Bool
    ) throws(PatternError) {
        let bytes = Array(source.utf8)
        code = try CompiledCode(bytes, anchoring: anchoring, usesJIT: usesJIT)
        var literal = LiteralText(bytes)
        traits = PatternTraits(code: code, literal: literal.isWhole ? literal.prefix : nil)
        if !usesShortcuts || anchoring == .search {
            literal.isWhole = false
            literal.prefix = []
        }
        self.literal = literal
        self.source = source
        self.anchoring = anchoring
        self.limits = limits
    }

    /// Matches one value. Allocates nothing.
    ///
    /// - Parameter scratch: This thread's; it may serve every pattern.
    public func match(_ value: Span<UInt8>, using scratch: MatchScratch) -> MatchOutcome {
        switch literal.compare(value) {
        case .equal: return .match
        case .different: return Self.isValidUTF8(value) ? .noMatch : fail(PCRE2_ERROR_UTF8_ERR1, scratch)
        case .undecided: return value.withUnsafeBufferPointer { run($0, scratch) }
        }
    }

    private func run(_ value: UnsafeBufferPointer<UInt8>, _ scratch: MatchScratch) -> MatchOutcome {
        guard let data = scratch.data, let context = scratch.context else {
            return fail(PCRE2_ERROR_NOMEMORY, scratch)
        }
        scratch.apply(limits)
        var result = pcre2_match_8(code.pointer, value.baseAddress, value.count, 0, 0, data, context)
        if result == PCRE2_ERROR_JIT_STACKLIMIT {
            // An innocent long value can do that; the interpreter keeps its backtracking points on the heap.
            result = pcre2_match_8(code.pointer, value.baseAddress, value.count, 0, PCRE2_NO_JIT, data, context)
        }
        if result >= 0 {
            // The anchoring does that already; it is the one promise that is worth looking at twice.
            return anchoring == .search || scratch.matchEnd == value.count ? .match : .noMatch
        }
        return result == PCRE2_ERROR_NOMATCH ? .noMatch : fail(result, scratch)
    }

    @inline(never)
    private func fail(_ code: Int32, _ scratch: MatchScratch) -> MatchOutcome {
        scratch.lastCode = code
        return .failed(MatchFailure(code: code))
    }

    /// What PCRE2 checks before every match, for the values that never get there.
    private static func isValidUTF8(_ value: Span<UInt8>) -> Bool {
        do {
            _ = try UTF8Span(validating: value)
            return true
        } catch {
            return false
        }
    }
}
