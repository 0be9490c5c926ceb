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

    /// Immutable after `init`. Nothing where all of a value is compared with plain text.
    let code: CompiledCode?
    private let literal: LiteralText
    /// What a value has to contain for PCRE2 to be asked; empty for nothing.
    private let required: [UInt8]
    /// The same where it is one of several texts.
    private let choice: RequiredChoice?
    /// `\G` would hold where each step begins.
    let searchesInSteps: Bool

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
        guard bytes.count <= Self.maximumLength else { throw .tooLong(bytes.count) }
        if let offset = bytes.firstIndex(of: 0) { throw .holdsNUL(at: offset) }
        self.source = source
        searchesInSteps = anchoring == .search && !source.contains("\\G")
        self.anchoring = anchoring
        self.limits = limits
        var literal = LiteralText(bytes)
        if literal.isWhole, anchoring == .whole, usesShortcuts {
            // There is nothing in it that PCRE2 could object to.
            code = nil
            traits = PatternTraits(wholeLiteral: literal.prefix)
            required = []
            choice = nil
        } else {
            // Machine code doesn't count what a group does that calls itself: it would go on where the limits end it.
            let code = try CompiledCode(bytes, anchoring: anchoring, usesJIT: usesJIT && !Self.mayRecurse(bytes))
            let found = RequiredText(bytes)
            let needed = literal.isWhole ? literal.prefix : found.text
            traits = PatternTraits(code: code, literal: literal.isWhole ? literal.prefix : nil, required: needed)
            self.code = code
            // A search for plain text is PCRE2's own business.
            required = usesShortcuts && !literal.isWhole && needed.count > 1 ? needed : []
            choice = usesShortcuts && !literal.isWhole && required.isEmpty ? found.choice : nil
            if !usesShortcuts || anchoring == .search {
                literal.isWhole = false
                literal.prefix = []
            }
        }
        self.literal = literal
    }

    /// The one text that a pattern matches, as UTF-8; nothing when it is more than plain text, or none at all.
    ///
    /// Looks at the bytes only: nothing is compiled.
    public static func plainText(_ source: ArraySlice<UInt8>) -> [UInt8]? {
        guard source.count <= maximumLength, !source.contains(0) else { return nil }
        let literal = LiteralText(Array(source))
        return literal.isWhole ? literal.prefix : nil
    }

    /// Whether a group of the pattern may be called from elsewhere in it: `(?R)`, `(?1)`, `(?+1)`, `(?&name)`, `(?P>name)`,
    /// `\g<name>`. What only looks like it, in a class for instance, counts too.
    private static func mayRecurse(_ source: [UInt8]) -> Bool {
        for at in source.indices.dropLast(2) {
            let next = source[at + 2]
            switch (source[at], source[at + 1]) {
            case (UInt8(ascii: "\\"), UInt8(ascii: "g")):
                if next == UInt8(ascii: "<") || next == UInt8(ascii: "'") { return true }
            case (UInt8(ascii: "("), UInt8(ascii: "?")):
                guard at + 3 < source.count else { continue }
                let last = source[at + 3]
                switch next {
                case UInt8(ascii: "R"), UInt8(ascii: "&"), UInt8(ascii: "+"), UInt8(ascii: "0")...UInt8(ascii: "9"):
                    return true
                case UInt8(ascii: "-") where last &- UInt8(ascii: "0") < 10: return true
                case UInt8(ascii: "P") where last == UInt8(ascii: ">"): return true
                default: continue
                }
            default: continue
            }
        }
        return false
    }

    /// Matches one value. Allocates nothing.
    ///
    /// - Parameter scratch: This thread's; it may serve every pattern.
    public func match(_ value: Span<UInt8>, using scratch: MatchScratch) -> MatchOutcome {
        match(value, isText: false, using: scratch)
    }

    /// Matches one value that may be known to be UTF-8: to look at it once is enough for any number of patterns.
    ///
    /// - Parameters:
    ///   - isText: Whether the value is well-formed UTF-8 for certain; PCRE2 is then told not to look.
    ///   - scratch: This thread's; it may serve every pattern.
    public func match(_ value: Span<UInt8>, isText: Bool, using scratch: MatchScratch) -> MatchOutcome {
        switch literal.compare(value) {
        case .equal: return .match
        case .different: return noMatch(value, isText, scratch)
        case .undecided: break
        }
        return value.withUnsafeBufferPointer { bytes in
            if !required.isEmpty, !Self.holds(bytes, required) { return noMatch(value, isText, scratch) }
            switch choice?.look(at: bytes) ?? .perhaps {
            case .perhaps: break
            case .none: return noMatch(value, isText, scratch)
            case .noneInASCII: return .noMatch
            }
            return run(bytes, isText ? PCRE2_NO_UTF_CHECK : 0, scratch)
        }
    }

    private func noMatch(_ value: Span<UInt8>, _ isText: Bool, _ scratch: MatchScratch) -> MatchOutcome {
        isText || Self.isValidUTF8(value) ? .noMatch : fail(PCRE2_ERROR_UTF8_ERR1, scratch)
    }

    /// Whether a text stands somewhere in a value.
    private static func holds(_ value: UnsafeBufferPointer<UInt8>, _ text: [UInt8]) -> Bool {
        guard let start = value.baseAddress, value.count >= text.count else { return false }
        return text.withUnsafeBufferPointer { memmem(start, value.count, $0.baseAddress, $0.count) != nil }
    }

    private func run(
        _ value: UnsafeBufferPointer<UInt8>,
        _ options: UInt32,
        _ scratch: MatchScratch
    ) -> MatchOutcome {
        guard let data = scratch.data, let context = scratch.context else {
            return fail(PCRE2_ERROR_NOMEMORY, scratch)
        }
        // Not reached without code: text that is all of the pattern is decided by then.
        guard let code else { return fail(PCRE2_ERROR_INTERNAL, scratch) }
        scratch.apply(limits)
        let result =
            searchesInSteps && value.count > LongSearch.threshold
            ? LongSearch.run(value, context) {
                Self.run(code.pointer, value, from: $0, options: options | $1, data, context)
            }
            : Self.run(code.pointer, value, from: 0, options: options, data, context)
        if result == LongSearch.timeIsUp { return .failed(.timeLimit) }
        if result >= 0 {
            // The anchoring does that already; it is the one promise that is worth looking at twice.
            return anchoring == .search || scratch.matchEnd == value.count ? .match : .noMatch
        }
        return result == PCRE2_ERROR_NOMATCH ? .noMatch : fail(result, scratch)
    }

    @inline(__always)
    static func run(
        _ code: OpaquePointer,
        _ value: UnsafeBufferPointer<UInt8>,
        from start: Int,
        options: UInt32,
        _ data: OpaquePointer,
        _ context: OpaquePointer
    ) -> Int32 {
        let result = pcre2_match_8(code, value.baseAddress, value.count, start, options, data, context)
        guard result == PCRE2_ERROR_JIT_STACKLIMIT else { return result }
        // An innocent long value can do that; the interpreter keeps its backtracking points on the heap.
        return pcre2_match_8(
            code,
            value.baseAddress,
            value.count,
            start,
            options | PCRE2_NO_JIT,
            data,
            context
        )
    }

    @inline(never)
    func fail(_ code: Int32, _ scratch: MatchScratch) -> MatchOutcome {
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
