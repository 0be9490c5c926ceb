import CPCRE2

extension Pattern {
    /// Where a pattern matches in a value.
    public enum SearchOutcome: Sendable, Equatable {
        /// In bytes; empty where the pattern matches nothing at a place.
        case found(Range<Int>)
        case notFound
        case failed(MatchFailure)
    }

    /// Finds the first match at or behind a place. The pattern has to be one for searching (``Anchoring/search``).
    ///
    /// - Parameters:
    ///   - start: In bytes, at the beginning of a character.
    ///   - scratch: This thread's; it may serve every pattern.
    public func firstMatch(in value: Span<UInt8>, from start: Int, using scratch: MatchScratch) -> SearchOutcome {
        guard anchoring == .search, let code, let data = scratch.data, let context = scratch.context else {
            _ = fail(PCRE2_ERROR_INTERNAL, scratch)
            return .failed(.other)
        }
        guard start >= 0, start <= value.count else { return .notFound }
        scratch.apply(limits)
        let result = value.withUnsafeBufferPointer { bytes in
            searchesInSteps && bytes.count - start > LongSearch.threshold
                ? LongSearch.run(bytes, context, from: start) {
                    Self.run(code.pointer, bytes, from: $0, options: $1, data, context)
                }
                : Self.run(code.pointer, bytes, from: start, options: 0, data, context)
        }
        if result == LongSearch.timeIsUp { return .failed(.timeLimit) }
        if result == PCRE2_ERROR_NOMATCH { return .notFound }
        guard result >= 0 else {
            _ = fail(result, scratch)
            return .failed(MatchFailure(code: result))
        }
        // `\K` can put the start behind the end.
        let (from, to) = (scratch.matchStart, scratch.matchEnd)
        return .found(min(from, to)..<max(from, to))
    }
}
