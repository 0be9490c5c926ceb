import TestSupport
import Testing

@testable import PCRE2

/// A list gives the answers that its patterns give one by one.
@Suite struct PatternListTests {
    @Test func answersAreThoseOfThePatterns() throws {
        var random = SeededGenerator(seed: 11)
        let scratch = MatchScratch()
        var matches = 0
        for _ in 0..<300 {
            let patterns = (0..<40).compactMap { _ -> Pattern? in
                let source = (0..<Int.random(in: 1...6, using: &random)).map { _ in
                    ShortcutTests.pieces.randomElement(using: &random) ?? ""
                }.joined()
                return try? Pattern(source)
            }.filter(PatternList.takes)
            let list = try #require(PatternList(patterns))
            for _ in 0..<10 {
                let text = (0..<Int.random(in: 0...4, using: &random)).map { _ in
                    ShortcutTests.values.randomElement(using: &random) ?? ""
                }.joined()
                var found: [Int: MatchOutcome] = [:]
                list.forEachMatch(of: text.utf8Span.span, using: scratch, mayMatch: { true }) { number, outcome in
                    #expect(found.updateValue(outcome ?? .noMatch, forKey: number) == nil)
                }
                for (number, pattern) in patterns.enumerated() {
                    let alone = pattern.match(text.utf8Span.span, isText: true, using: scratch)
                    let inList = found[number] ?? .noMatch
                    if alone == .match { matches += 1 }
                    // Required text tells some that have no chance before they run into a limit.
                    if case .failed = inList, alone == .noMatch { continue }
                    #expect(inList == alone, "\(pattern.source) \(text)")
                }
            }
        }
        #expect(matches > 1000)
    }

    @Test func nothingIsMatchedWithoutLeave() throws {
        let list = try #require(PatternList([try Pattern("a+"), try Pattern("b+"), try Pattern("[ab]")]))
        var asked = 0
        var visited: [Int: MatchOutcome?] = [:]
        let leave = {
            asked += 1
            return asked != 2
        }
        list.forEachMatch(of: "a".utf8Span.span, using: MatchScratch(), mayMatch: leave) { visited[$0] = $1 }
        #expect(asked == 3 && visited == [0: .match, 1: nil, 2: .match])
    }

    /// Who is called may match other patterns by the same scratch.
    @Test func limitsAreTheListsOwn() throws {
        let strict = try Pattern("(a|b)*c", limits: MatchLimits(matchLimit: 1, depthLimit: 1, heapLimitKiB: 1))
        let list = try #require(PatternList([try Pattern(".*"), try Pattern("(a|b)*c|(a|b)*cd")]))
        let scratch = MatchScratch()
        let text = String(repeating: "ab", count: 200) + "cd"
        var outcomes: [MatchOutcome?] = []
        list.forEachMatch(of: text.utf8Span.span, using: scratch, mayMatch: { true }) { _, outcome in
            outcomes.append(outcome)
            #expect(strict.match(text.utf8Span.span, using: scratch) == .failed(.matchLimit))
        }
        #expect(outcomes == [.match, .match])
    }

    @Test func othersAreRefused() throws {
        let plain = try Pattern("a+")
        let limits = MatchLimits(matchLimit: 7, depthLimit: 7, heapLimitKiB: 7)
        let others = [
            try Pattern("plain"), try Pattern("a+", anchoring: .search), try Pattern("a+", limits: limits),
        ]
        for other in others {
            #expect(!PatternList.takes(other))
            #expect(PatternList([plain, other]) == nil)
        }
        #expect(PatternList.takes(plain))
    }
}
