import CPCRE2

/// Many patterns that the same value is held against, one after the other.
///
/// What a match needs of each lies side by side: to look at ten thousand objects would take longer than most matches.
public struct PatternList: Sendable {
    /// PCRE2's code is immutable, and one of ``patterns`` keeps it.
    private struct Entry: @unchecked Sendable {
        let code: OpaquePointer
    }

    private let patterns: [Pattern]
    private let entries: [Entry]

    /// - Parameter patterns: Only such as ``takes(_:)``; any other one makes it nothing.
    public init?(_ patterns: [Pattern]) {
        var entries: [Entry] = []
        for pattern in patterns {
            guard Self.takes(pattern), let code = pattern.code else { return nil }
            entries.append(Entry(code: code.pointer))
        }
        self.patterns = patterns
        self.entries = entries
    }

    /// Whether a pattern can be in a list: it is for all of a value, not just plain text, and has the standard limits.
    public static func takes(_ pattern: Pattern) -> Bool {
        pattern.anchoring == .whole && pattern.limits == .standard && pattern.code != nil
    }

    /// Matches a value against each pattern. Allocates nothing.
    ///
    /// - Parameters:
    ///   - value: Has to be well-formed UTF-8; PCRE2 is told not to look.
    ///   - scratch: This thread's.
    ///   - mayMatch: Asked before each match.
    ///   - visit: Called with the number of each pattern that matches or fails, and of each that may not be matched:
    ///     then there is no outcome.
    public func forEachMatch(
        of value: Span<UInt8>,
        using scratch: MatchScratch,
        mayMatch: () -> Bool,
        _ visit: (Int, MatchOutcome?) -> Void
    ) {
        value.withUnsafeBufferPointer { bytes in
            for number in entries.indices {
                guard mayMatch() else {
                    visit(number, nil)
                    continue
                }
                let result = match(number, bytes, scratch)
                guard result != PCRE2_ERROR_NOMATCH else { continue }
                if result < 0 {
                    visit(number, patterns[number].fail(result, scratch))
                } else if scratch.matchEnd == bytes.count {
                    visit(number, .match)
                }
            }
        }
    }

    @inline(__always)
    private func match(_ number: Int, _ bytes: UnsafeBufferPointer<UInt8>, _ scratch: MatchScratch) -> Int32 {
        guard let data = scratch.data, let context = scratch.context else { return PCRE2_ERROR_NOMEMORY }
        // Whoever was called for the pattern before may have run others.
        scratch.apply(.standard)
        let code = entries[number].code
        return Pattern.run(code, bytes, from: 0, options: PCRE2_NO_UTF_CHECK, data, context)
    }
}
