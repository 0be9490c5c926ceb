import Testing

@testable import PCRE2

/// Values that are searched in steps give the answers of those that are searched at once.
@Suite struct LongSearchTests {
    private let scratch = MatchScratch()

    private func search(_ pattern: String, _ value: [UInt8]) throws -> MatchOutcome {
        try Pattern(pattern, anchoring: .search).match(value.span, using: scratch)
    }

    /// Every place around the borders of steps, with characters of one to four bytes before it.
    @Test(arguments: ["a", "é", "€", "😀"]) func nothingIsLostBetweenSteps(filler: String) throws {
        let unit = Array(filler.utf8)
        let needle = Array("secret=1".utf8)
        for distance in [0, 1, 300, 505, 506, 507, 508, 509, 510, 511, 512, 513, 514, 1023, 1024, 1025, 9000, 40_000] {
            let before = (0..<distance).flatMap { _ in unit }
            let after = (0..<20_000).flatMap { _ in unit }
            #expect(try search("secret=[0-9]", before + needle + after) == .match, "\(distance)")
            #expect(
                try search("(?<=\(filler))secret=[0-9](?=\(filler))", before + needle + after)
                    == (distance == 0 ? .noMatch : .match)
            )
            #expect(try search("secret=[2-9]", before + needle + after) == .noMatch)
        }
    }

    @Test func theBeginningAndTheEndAreThoseOfTheValue() throws {
        let value = [UInt8](repeating: UInt8(ascii: "a"), count: 50_000) + Array("b".utf8)
        #expect(try search("^a", value) == .match)
        #expect(try search("^b", value) == .noMatch)
        #expect(try search("\\Ab", value) == .noMatch)
        #expect(try search("b$", value) == .match)
        #expect(try search("a$", value) == .noMatch)
        #expect(try search("$", value) == .match)
        #expect(try search("\\Gb", value) == .noMatch)
        #expect(try search("\\Gab", value) == .noMatch)
        // A match may be longer than a step.
        #expect(try search("^a+b$", value) == .match)
        #expect(try search("ba", value) == .noMatch)
    }

    @Test func whatIsNoTextFailsWhereverItIs() throws {
        for place in [0, 511, 512, 20_000, 49_999] {
            var value = [UInt8](repeating: UInt8(ascii: "a"), count: 50_000)
            value[place] = 0xFF
            #expect(try search("x", value) == .failed(.invalidUTF8))
        }
    }

    /// Below the match limit at every place, and far too much in all: 20 s without steps.
    @Test func aSearchThatTakesLongIsGivenUp() throws {
        let value = (0..<250_000).flatMap { _ in Array("curl".utf8) } + Array("| sh".utf8)
        #expect(try search(#"curl[^|]{0,60000}\|sh"#, value) == .failed(.timeLimit))
        #expect(try search(#"curl[^|]{0,60}\|sh"#, value) == .noMatch)
    }

    /// The scratch serves other patterns afterwards as before.
    @Test func theLimitIsTakenBack() throws {
        let long = [UInt8](repeating: UInt8(ascii: "a"), count: 50_000)
        #expect(try search("x", long) == .noMatch)
        let short = [UInt8](repeating: UInt8(ascii: "a"), count: 5000) + [UInt8(ascii: "x")]
        #expect(try search("x", short) == .match)
        #expect(try Pattern(".*x", anchoring: .whole).match(short.span, using: scratch) == .match)
    }

    /// No argument of a program is longer (`MAX_ARG_STRLEN`).
    @Test(arguments: [".*x.*", "(?i)[A-Z_]*(PASSWORD|TOKEN)=.+"]) func noArgumentIsTooLong(pattern: String) throws {
        let value = [UInt8](repeating: UInt8(ascii: "a"), count: 131_071)
        #expect(try Pattern(pattern, anchoring: .whole).match(value.span, using: scratch) == .noMatch)
    }
}
