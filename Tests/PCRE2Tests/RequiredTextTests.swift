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

    private static let pieces = [
        "ab", "c", "/", "é", "|", "(", ")", "(?:", "(a|b)", "(?i)", "[ab]", "[^/]", "[]a]", "[", "]", "*", "+", "?",
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
        var (matches, texts) = (0, 0)
        for _ in 0..<20_000 {
            let source = (0..<Int.random(in: 1...7, using: &random)).map { _ in
                Self.pieces.randomElement(using: &random) ?? ""
            }.joined()
            let required = RequiredText(Array(source.utf8)).text
            for anchoring in [Pattern.Anchoring.whole, .search] where !required.isEmpty {
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
                }
            }
        }
        #expect(texts > 3_000)
        #expect(matches > 1_000)
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
