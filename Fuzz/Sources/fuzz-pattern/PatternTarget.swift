import FuzzSupport

@testable import PCRE2

/// The input is a pattern, a line feed, and a value: machine code, interpreter and comparison of plain text come to the
/// same answer, limits hold, and a quoted text matches itself and nothing else.
@main struct PatternTarget: FuzzTarget {
    private let scratch = MatchScratch()

    func check(_ input: UnsafeBufferPointer<UInt8>) {
        let line = input.prefix { $0 != UInt8(ascii: "\n") }
        guard let source = String(validating: line, as: UTF8.self) else { return }
        let value = Array(input.dropFirst(line.count + 1))
        for anchoring in [Pattern.Anchoring.whole, .search] { check(source, value, anchoring) }
        checkQuoted(source, value)
        checkQuoted(String(decoding: value, as: UTF8.self), value)
    }

    private func check(_ source: String, _ value: [UInt8], _ anchoring: Pattern.Anchoring) {
        let patterns: [Pattern]
        do throws(PatternError) {
            patterns = [
                try Pattern(source, anchoring: anchoring),
                try Pattern(source, anchoring: anchoring, limits: .standard, usesShortcuts: false, usesJIT: true),
                try Pattern(source, anchoring: anchoring, limits: .standard, usesShortcuts: false, usesJIT: false),
            ]
        } catch {
            require(!error.message.isEmpty && (0...source.utf8.count).contains(error.offset), "an odd error: \(error)")
            return
        }
        let outcomes = patterns.map { $0.match(value.span, using: scratch) }
        // Machine code and interpreter count their limits in different ways: one may fail where the other doesn't.
        let decided = Set(outcomes.filter { !$0.isFailure })
        require(decided.count < 2, "`\(source)` on `\(shown(value))`: \(outcomes)")
        if String(validating: value, as: UTF8.self) == nil {
            require(!outcomes.contains(.match), "a value that is not UTF-8 matches: \(outcomes)")
        }
        let limits = MatchLimits(matchLimit: 1, depthLimit: 1, heapLimitKiB: 0)
        guard let decided = decided.first, let tight = try? Pattern(source, anchoring: anchoring, limits: limits) else {
            return
        }
        let outcome = tight.match(value.span, using: scratch)
        require(outcome.isFailure || outcome == decided, "under tight limits \(outcome) and not \(decided)")
    }

    private func checkQuoted(_ text: String, _ value: [UInt8]) {
        guard !text.utf8.contains(0) else { return }
        for prefix in ["", "(?x)", "(?xx)", "(?i)"] {
            guard let pattern = try? Pattern(prefix + quote(text)) else {
                fail("`\(shown(text.utf8))` can't be quoted")
            }
            let own = pattern.match(Array(text.utf8).span, using: scratch)
            require(own == .match, "`\(prefix)`: `\(shown(text.utf8))` quoted gives \(own) on itself")
            guard prefix != "(?i)", String(validating: value, as: UTF8.self) != nil else { continue }
            let isMatch = pattern.match(value.span, using: scratch) == .match
            require(isMatch == text.utf8.elementsEqual(value), "`\(shown(text.utf8))` quoted matches `\(shown(value))`")
        }
    }
}

extension MatchOutcome {
    fileprivate var isFailure: Bool { if case .failed = self { true } else { false } }
}
