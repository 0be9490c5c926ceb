import TestSupport
import Testing

@testable import PCRE2

/// What every match has to contain: found where that is plain, and never wrong.
@Suite struct RequiredTextTests {
    @Test(arguments: [
        ("/containers/[^/]*team0042[^/]*(/.*)?", "/containers/"), ("(/v[0-9.]+)?/info", "/info"), (".*abc", "abc"),
        ("/(a|b)/(?:c|d)/stop", "/stop"), ("abc+d", "abc"), ("abc*de", "ab"), ("abc?def", "def"), ("abc{0,2}d", "ab"),
        ("abc{2}d", "abc"), ("ab{3,}?cd", "ab"), ("a|abc", ""), ("(abc)", ""), ("(abc", ""), ("abc)", ""),
        ("(?i)abc", ""), ("abc(?i)def", ""), ("(?x)a b c", ""), ("abc(?=d)", ""), ("abc(*pla:d)", ""),
        (#"abc\Qd\E"#, ""),
        (#"abc\K"#, ""), (#"abc\x41"#, ""), (#"abc\x{41}"#, "abcA"), (#"ab\.c\d+de"#, "ab.c"), ("[]a]bc", "bc"),
        ("[^]a]bc", "bc"), ("[[:alpha:]]bcd", ""), (#"[\]]bcd"#, "bcd"), (#"[\Qa]\E]bcd"#, ""), ("[ab", ""),
        ("a{,3}", ""),
        ("a{b", ""), ("ab{1", ""), (#"(a\)b)cd"#, "cd"), ("([)]x)cd", "cd"), ("(a(?:b|c))cd", "cd"), ("(a(?i)b)cd", ""),
        (#"abc\1"#, ""), ("abé?cd", "ab"), ("abéc*", "abé"), ("^abc$", "abc"), ("", ""), (#"ab\"#, ""), ("a++bc", "bc"),
        ("ab[c]?d", "ab"), (#"\bword\b"#, "word"), (#"(?<n>a)bc"#, ""), ("x]y}z", "x]y}z"),
    ])
    func textIsFound(source: String, text: String) {
        #expect(String(decoding: RequiredText(Array(source.utf8)).text, as: UTF8.self) == text)
    }

    /// Texts of which there has to be one, joined by commas, behind a letter that says whether case counts.
    @Test(arguments: [
        ("(?i)[A-Z0-9_]*(PASSWORD|PASSWD|SECRET|TOKEN)=.+", "i password,passwd,secret,token"), ("(?i)abc", "i abc"),
        ("(?i)(ab|cd)efg", "i efg"), ("(?i)x(?:abc|def)+", "i abc,def"), (".*(abc|de).*", "c abc,de"),
        ("/(ab|cd)", "c ab,cd"), ("(ab|cd)efg", ""), ("(?i)(ab|)", ""), ("(?i)(ab|c)?", ""), ("(?i)(ab|cd)*x", ""),
        ("(?i)(ab|cd){0}", ""), ("(?i)(ab|cd){2}", ""), ("(?i)(ab|c.)", ""), ("(?i)(ab|(cd))", ""), ("(?i)äbc", ""),
        ("(?i)(ab|éc)", ""), ("(?i)ab|cd", ""), ("(?i)(ab|cd)|x", ""), ("(?i)(ab(?-i)c|de)", ""),
        ("a(?i)(bc|de)", ""), ("(?i)(?:ab|cd", ""), (#"(?i)(a\.b|c\d)"#, ""), (#"(?i)(a\.b|cd)"#, "i a.b,cd"),
        (#"(ab|\x{e9})"#, ""), ("(?i)a(b|c)", ""), ("(?i)((ab|cd))", ""), ("(?is)(ab|cd)", ""),
        ("(?i)(?i)(ab|cd)", ""), ("(?=(ab|cd))x", ""), ("(?i)", ""),
    ])
    func choiceIsFound(source: String, expected: String) {
        let choice = RequiredText(Array(source.utf8)).choice
        let texts = choice?.texts.map { String(decoding: $0, as: UTF8.self) }.joined(separator: ",")
        #expect(choice.map { ($0.ignoresCase ? "i " : "c ") + (texts ?? "") } ?? "" == expected)
    }

    /// Letters beyond ASCII fold to ASCII ones: such a value is PCRE2's to judge.
    @Test(arguments: ["A_\u{17F}ecret=x", "TO\u{212A}EN=1", "secret=ä", "Pa\u{17F}\u{17F}word=1"])
    func aChoiceHidesNothing(value: String) throws {
        let pattern = try Pattern("(?i)[A-Z0-9_ſ]*(PASSWORD|PASSWD|SECRET|TOKEN)=.+")
        #expect(pattern.match(Array(value.utf8).span, using: MatchScratch()) == .match)
    }

    @Test func aChoiceIsHeldAgainstEveryPlace() throws {
        let scratch = MatchScratch()
        let source = "(?i).*(abc|bcde|xx).*"
        let pattern = try Pattern(source)
        let plain = try Pattern(source, anchoring: .whole, limits: .standard, usesShortcuts: false, usesJIT: true)
        var random = SeededGenerator(seed: 5)
        var matches = 0
        for _ in 0..<20_000 {
            let value = (0..<Int.random(in: 0...12, using: &random)).map { _ in
                Array("aAbBcCdDeExX".utf8).randomElement(using: &random) ?? 0
            }
            let outcome = pattern.match(value.span, using: scratch)
            if outcome != plain.match(value.span, using: scratch) { Issue.record("\(value)") }
            if outcome == .match { matches += 1 }
        }
        #expect((500..<19_500).contains(matches))
        #expect(pattern.match([0xFF, 0x61].span, using: scratch) == .failed(.invalidUTF8))
        #expect(try Pattern(".*(abc|de).*").match([0xFF, 0x61].span, using: scratch) == .failed(.invalidUTF8))
    }

    private static let pieces = [
        "ab", "c", "/", "é", "|", "(", ")", "(?:", "(a|b)", "(ab|c/)", "(?:ab|cc)", "(?i)", "[ab]", "[^/]", "[]a]", "[",
        "]", "*", "+", "?",
        "??", "{0}",
        "{1,2}", "{2}", "{", "}", ".", ".*", "^", "$", #"\."#, #"\d"#, #"\b"#, #"\Q"#, #"\E"#, #"\x{63}"#, "(?=a)",
        "(?!b)", #"\1"#, "#",
        " ", #"\]"#, "(*pla:", "(?#", "(?|", #"\K"#, "-",
    ]
    private static let values = ["ab", "c", "a", "b", "/", "é", ".", "1", "AB", "x", "#", "-", "]"]

    /// Whatever PCRE2 matches contains the text.
    @Test func everyMatchContainsIt() {
        var random = SeededGenerator(seed: 77)
        let scratch = MatchScratch()
        var (matches, texts, choices) = (0, 0, 0)
        for round in 0..<30_000 {
            let pieces = (0..<Int.random(in: 1...7, using: &random)).map { _ in
                Self.pieces.randomElement(using: &random) ?? ""
            }
            let source = (round % 3 == 0 ? "(?i)" : "") + pieces.joined()
            let found = RequiredText(Array(source.utf8))
            let (required, choice) = (found.text, found.choice)
            for anchoring in [Pattern.Anchoring.whole, .search] where !required.isEmpty || choice != nil {
                guard
                    let pattern = try? Pattern(
                        source,
                        anchoring: anchoring,
                        limits: .standard,
                        usesShortcuts: false,
                        usesJIT: false
                    )
                else { continue }
                texts += 1
                for _ in 0..<8 {
                    let value = (0..<Int.random(in: 0...5, using: &random)).map { _ in
                        Self.values.randomElement(using: &random) ?? ""
                    }.joined()
                    guard pattern.match(Array(value.utf8).span, using: scratch) == .match else { continue }
                    matches += 1
                    if !value.utf8.contains(required) { Issue.record("`\(source)` matches `\(value)`") }
                    guard let choice else { continue }
                    choices += 1
                    let own = choice.ignoresCase ? value.lowercased() : value
                    let isThere = choice.texts.contains { own.utf8.contains($0) }
                    if !isThere { Issue.record("`\(source)` matches `\(value)` without a choice") }
                }
            }
        }
        #expect(texts > 3_000)
        #expect(matches > 1_000)
        #expect(choices > 100)
    }

    @Test func plainTextNeedsNoCode() throws {
        let scratch = MatchScratch()
        let plain = try Pattern("/containers/json")
        #expect(!plain.traits.isJITCompiled)
        #expect(plain.traits.minimumLength == 16)
        #expect(try Pattern("").traits.matchesEmpty)
        #expect(try Pattern("é").traits.minimumLength == 1)
        #expect(plain.match(Array("/containers/json".utf8).span, using: scratch) == .match)
        #expect(plain.match([0x2F, 0xFF].span, using: scratch) == .failed(.invalidUTF8))
        // What can't be in a pattern is refused also where there is nothing but text.
        #expect(throws: PatternError.self) { try Pattern("a\0b") }
        #expect(throws: PatternError.self) { try Pattern(String(repeating: "a", count: Pattern.maximumLength + 1)) }
    }
}

extension String.UTF8View {
    fileprivate func contains(_ other: [UInt8]) -> Bool {
        let own = Array(self)
        guard own.count >= other.count else { return false }
        return (0...own.count - other.count).contains { own[$0..<$0 + other.count].elementsEqual(other) }
    }
}
