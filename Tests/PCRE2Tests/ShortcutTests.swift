import TestSupport
import Testing

@testable import PCRE2

/// Comparing without PCRE2, interpreting and running machine code have to give the same answers.
@Suite struct ShortcutTests {
    static let pieces = [
        "a", "b", "ab", "/", "é", #"\."#, #"\/"#, #"\x{61}"#, #"\x{e9}"#, ".", "?", "*", "+", "|", "(a)", "(?:b|a)",
        "[ab]",
        "(?#x)", #"\E"#, #"\Qa\E"#, #"\Q"#, "(?i)", "(?x)", " ", "#", "{2}", "{", "}", "{0}", "{,2}", "^", "$", #"\b"#,
        #"\K"#,
        "(?=a)", "(?!a)", #"\d"#, "\n", "(a)?", "\u{1F600}", #"\x61"#, #"\n"#, "(?R)?", "(*ACCEPT)", "(*COMMIT)", ")",
        "(", "]",
    ]
    static let values = ["a", "b", "/", "é", ".", "ab", "aa", "É", "A", "", " ", "#", "{", "}", "\n", "\u{1F600}", "x"]

    @Test func allWaysAgree() throws {
        var random = SeededGenerator(seed: 3)
        let scratch = MatchScratch()
        var matched = 0
        var shortcuts = 0
        for _ in 0..<6_000 {
            let source = (0..<Int.random(in: 1...6, using: &random)).map { _ in
                Self.pieces.randomElement(using: &random) ?? ""
            }.joined()
            for anchoring in [Pattern.Anchoring.whole, .search] {
                func compile(_ shortcuts: Bool, _ jit: Bool) -> Pattern? {
                    try? Pattern(
                        source,
                        anchoring: anchoring,
                        limits: .standard,
                        usesShortcuts: shortcuts,
                        usesJIT: jit
                    )
                }
                guard let fast = compile(true, true), let jitted = compile(false, true),
                    let plain = compile(false, false)
                else { continue }
                if fast.traits.literal != nil { shortcuts += 1 }
                var texts = [fast.traits.literal ?? []]
                for _ in 0..<6 {
                    let parts = (0..<Int.random(in: 0...4, using: &random)).map { _ in
                        Self.values.randomElement(using: &random) ?? ""
                    }
                    texts.append(Array(parts.joined().utf8))
                }
                texts.append([0x61, 0xFF])
                texts.append([0x62, 0xC3])
                for text in texts {
                    let answer = plain.match(text.span, using: scratch)
                    if answer == .match { matched += 1 }
                    let compiled = jitted.match(text.span, using: scratch)
                    let shortcut = fast.match(text.span, using: scratch)
                    // What has no chance to match is known without running into a limit.
                    if compiled != .failed(.matchLimit) || shortcut != .noMatch {
                        #expect(shortcut == compiled, "\(source) \(text)")
                    }
                    let asText = String(validating: text, as: UTF8.self) != nil
                    #expect(fast.match(text.span, isText: asText, using: scratch) == shortcut)
                    // Endless recursion: one stops at the limit, the other sees the loop. Both refuse.
                    if compiled != .failed(.matchLimit) || answer == .match {
                        #expect(compiled == answer, "\(source) \(text)")
                    }
                }
            }
        }
        // The comparison has seen what it is for.
        #expect(matched > 1_000)
        #expect(shortcuts > 300)
    }

    @Test(arguments: [
        ("abc", "abc", true), ("ab*", "a", false), ("ab?c", "a", false), ("ab|c", "", false), (#"a\.b"#, "a.b", true),
        ("/home/(x|y)", "", false), ("/home/[x]", "/home", false), (#"a\Qb\E"#, "", false), (#"\x{2f}a"#, "/a", true),
        (#"a\d"#, "", false), ("ab(?#c)*", "a", false), ("éa+", "é", false), ("é+", "", false), ("", "", true),
        (#"\x{110000}"#, "", false), (#"\x{}"#, "", false), (#"\x{1234567}"#, "", false), (#"\"#, "", false),
    ])
    func literalPartIsFound(source: String, prefix: String, isWhole: Bool) {
        let literal = LiteralText(Array(source.utf8))
        #expect(String(decoding: literal.prefix, as: UTF8.self) == prefix)
        #expect(literal.isWhole == isWhole)
    }
}
