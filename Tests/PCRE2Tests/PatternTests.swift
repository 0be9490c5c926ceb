import Testing

@testable import PCRE2

@Suite struct PatternTests {
    private let scratch = MatchScratch()

    private func match(_ pattern: String, _ value: String, _ anchoring: Pattern.Anchoring = .whole) throws
        -> MatchOutcome
    {
        try Pattern(pattern, anchoring: anchoring).match(Array(value.utf8).span, using: scratch)
    }

    @Test(arguments: [
        ("a|ab", "ab"), ("/containers/[^/]+/json", "/containers/x/json"), ("", ""), (".*", "a\nb"), ("é+", "éé"),
        ("/etc/.*", "/etc/\npasswd"), (#"\Qa.b\E"#, "a.b"), ("(?i)GET", "get"), ("(a)(b)(c)(d)", "abcd"),
        (#"(.)\1"#, "xx"), ("a{2,3}", "aaa"), (#"\."#, "."), ("(?x) a b # comment", "ab"), ("(*atomic:a+)b", "aab"),
        (#"[[:digit:]]+"#, "12"), (#"\(\?C\)"#, "(?C)"), ("[(?C)]+", "(?C)"),
    ])
    func matchesWhole(pattern: String, value: String) throws {
        #expect(try match(pattern, value) == .match)
    }

    @Test(arguments: [
        ("a", "ab"), ("a", "ba"), ("a|b", "ab"), ("foo$", "foo\n"), ("foo", "foo\n"), ("(?m)^a$", "a\nb"),
        ("(?m)b", "a\nb"),
        ("(?-s).*", "a\nb"), (#"\d"#, "٣"), (#"\w"#, "é"), ("", "a"), ("a", ""), (#"a\Z"#, "a\n"),
    ])
    func refusesWhole(pattern: String, value: String) throws {
        #expect(try match(pattern, value) == .noMatch)
    }

    @Test func searchFindsAnywhere() throws {
        #expect(try match("exec$", "/x/exec", .search) == .match)
        #expect(try match("exec$", "/x/exec\n", .search) == .noMatch)
        #expect(try match("b", "abc", .search) == .match)
        #expect(try match("", "", .search) == .match)
        #expect(try match("d", "abc", .search) == .noMatch)
    }

    @Test(arguments: ["a", "a.*", "[^x]+", ".*", "[^a]"])
    func invalidUTF8IsAFailureNeverANoMatch(source: String) throws {
        let bad: [[UInt8]] = [
            [0xFF], [0xC3], [0xED, 0xA0, 0x80], [0xC0, 0x80], [0x61, 0x80], [0xF4, 0x90, 0x80, 0x80],
        ]
        for anchoring in [Pattern.Anchoring.whole, .search] {
            let pattern = try Pattern(source, anchoring: anchoring)
            for value in bad {
                #expect(pattern.match(value.span, using: scratch) == .failed(.invalidUTF8), "\(value)")
                #expect(scratch.lastCode < 0)
            }
        }
    }

    @Test func nulInAValueIsACharacter() throws {
        #expect(try match("a", "a\0") == .noMatch)
        #expect(try match("a.b", "a\0b") == .match)
        #expect(try match(#"a\x00b"#, "a\0b") == .match)
    }

    /// Machine code knows no limit for them: this one went on for more than a minute.
    @Test(arguments: [
        "(E||||||||||||||||||||(?1)|||||||CaPT)", "(?<n>a|(?&n)b)", "(?<n>a|(?P>n)b)", #"(?<n>a|\g<n>b)"#,
        #"(a|\g'1'b)"#,
        "a(?R)?b", "(?+1)(a)", "(a|(?-1)b)",
    ])
    func recursionIsInterpreted(source: String) throws {
        let pattern = try Pattern(source)
        #expect(!pattern.traits.isJITCompiled)
        #expect(pattern.match(Array("A*.*.(*:a)er\0\0CPT)a".utf8).span, using: MatchScratch()) != .match)
    }

    @Test(arguments: ["(?-s)a.b", "(?P<n>ab?)", #"(a)\g{1}"#, "(?:ab?)", "(?=a)a.", "(?i)a?"])
    func whatIsNoRecursionIsMachineCode(source: String) throws {
        #expect(try Pattern(source).traits.isJITCompiled)
    }

    @Test(arguments: [true, false])
    func catastrophicPatternsAreGivenUp(usesJIT: Bool) throws {
        let value = Array(repeating: UInt8(ascii: "a"), count: 40) + [UInt8(ascii: "b")]
        for source in ["(a+)+", "(a|aa)+", "(a|a)*", "(.*a){20}"] {
            let pattern = try Pattern(
                source,
                anchoring: .whole,
                limits: .standard,
                usesShortcuts: true,
                usesJIT: usesJIT
            )
            #expect(pattern.match(value.span, using: scratch) == .failed(.matchLimit), "\(source)")
            #expect(scratch.lastCode == -47)
        }
    }

    /// The stack of compiled code is too small for it, the interpreter answers.
    @Test func longInnocentValuesAreAnswered() throws {
        let pattern = try Pattern(
            "(?:(a)|b)*",
            limits: MatchLimits(matchLimit: 10_000_000, depthLimit: 1_000_000, heapLimitKiB: 200_000)
        )
        let value = [UInt8](repeating: UInt8(ascii: "a"), count: 100_000)
        #expect(pattern.match(value.span, using: scratch) == .match)
    }

    @Test func interpreterLimitsHold() throws {
        let value = [UInt8](repeating: UInt8(ascii: "a"), count: 20_000)
        func failure(_ limits: MatchLimits) throws -> MatchOutcome {
            try Pattern("(?:(a)|b)*", anchoring: .whole, limits: limits, usesShortcuts: true, usesJIT: false)
                .match(value.span, using: scratch)
        }
        #expect(
            try failure(.init(matchLimit: 1_000_000, depthLimit: 100, heapLimitKiB: 10_000)) == .failed(.depthLimit)
        )
        #expect(
            try failure(.init(matchLimit: 1_000_000, depthLimit: 1_000_000, heapLimitKiB: 100)) == .failed(.heapLimit)
        )
        #expect(
            try failure(.init(matchLimit: 100, depthLimit: 1_000_000, heapLimitKiB: 10_000)) == .failed(.matchLimit)
        )
    }

    @Test func oneScratchServesPatternsWithDifferentLimits() throws {
        let value = Array(repeating: UInt8(ascii: "a"), count: 200)
        let strict = try Pattern("(a|b)+c|(a|b)+", limits: .init(matchLimit: 5, depthLimit: 5, heapLimitKiB: 1))
        let normal = try Pattern("(a|b)+c|(a|b)+")
        for _ in 0..<3 {
            #expect(strict.match(value.span, using: scratch) == .failed(.matchLimit))
            #expect(normal.match(value.span, using: scratch) == .match)
        }
    }

    @Test func traitsAreKnown() throws {
        let literal = try Pattern(#"/etc\/\x{70}asswd"#).traits
        #expect(literal.literal.map { String(decoding: $0, as: UTF8.self) } == "/etc/passwd")
        let search = try Pattern("(a)b(?:c)?", anchoring: .search).traits
        #expect(search.firstByte == UInt8(ascii: "a"))
        #expect(search.minimumLength == 2)
        #expect(search.captureCount == 1)
        #expect(search.literal == nil)
        #expect(!search.matchesEmpty)
        #expect(try Pattern("x*").traits.matchesEmpty)
        #expect(try Pattern(#"(.)\1"#).traits.highestBackreference == 1)
    }

    @Test func patternsAreSharedBetweenThreads() async throws {
        let pattern = try Pattern("/v[0-9.]+/containers/([^/]+)/(start|stop)")
        let answers = await withTaskGroup(of: Bool.self) { group in
            for task in 0..<4 {
                group.addTask {
                    let scratch = MatchScratch()
                    return (0..<2_000).allSatisfy { round in
                        let good = Array("/v1.43/containers/c\(task)-\(round)/start".utf8)
                        let bad = Array("/v1.43/containers/c\(task)-\(round)/starts".utf8)
                        return pattern.match(good.span, using: scratch) == .match
                            && pattern.match(bad.span, using: scratch) == .noMatch
                    }
                }
            }
            return await group.reduce(into: []) { $0.append($1) }
        }
        #expect(answers == [true, true, true, true])
    }
}
