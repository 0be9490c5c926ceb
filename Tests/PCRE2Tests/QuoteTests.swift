import TestSupport
import Testing

@testable import PCRE2

@Suite struct QuoteTests {
    let scratch = MatchScratch()

    /// The texts that a caller would choose to be somebody else.
    static let hostile = [
        ".*", "a|b", "\\E.*", "\\Q", "a\\", "(?i)a", "[a-z]", "a\nb", "#x", " ", "\t", "a b", "^", "$", "{2}", "a{0,}",
        ")", "]",
        "-", "]-[", "é", "\u{2028}", "\u{85}", "\u{200E}", "\u{1F600}", "e\u{301}", "\0", "\u{7F}", "*", "(?C)",
        "(*ACCEPT)",
        "(*UTF)", "\\x{41}", "[:alpha:]", "&&", "~", "`", "'", "\"", "<", "=!", "\r\n", "\u{FEFF}", "ſ", "K", "",
    ]

    @Test(arguments: hostile)
    func quotedTextMatchesItselfOnly(text: String) throws {
        let value = Array(text.utf8)
        for source in [
            quote(text), "(?x)\(quote(text))", "(?xx:\(quote(text)))", "(?:\(quote(text)))", "(?-s)\(quote(text))",
        ] {
            let pattern = try Pattern(source)
            #expect(pattern.match(value.span, using: scratch) == .match, "\(source)")
            for other in Self.hostile + ["a", "b", "aa", "A", "x"] where !other.utf8.elementsEqual(text.utf8) {
                #expect(pattern.match(Array(other.utf8).span, using: scratch) == .noMatch, "\(source) \(other)")
            }
        }
    }

    @Test(arguments: hostile)
    func quotedCharactersStayCharactersInAClass(text: String) throws {
        for scalar in text.unicodeScalars {
            let pattern = try Pattern("(?xx)[\(quote(String(scalar)))]")
            for other in UInt32(0)..<0x100 {
                guard let probe = Unicode.Scalar(other), let bytes = UTF8.encode(probe) else { continue }
                let expected: MatchOutcome = probe == scalar ? .match : .noMatch
                #expect(pattern.match(Array(bytes).span, using: scratch) == expected)
            }
        }
    }

    @Test func randomTextsSurviveQuoting() throws {
        var random = SeededGenerator(seed: 11)
        let alphabet = Array("aA0.*+?()[]{}|^$\\/#- \n\tEQxé\u{2028}\u{1F600}:,'\"<>=!&~%@;".unicodeScalars)
        for _ in 0..<1_500 {
            var text = ""
            for _ in 0..<Int.random(in: 0...12, using: &random) {
                text.unicodeScalars.append(alphabet[Int.random(in: 0..<alphabet.count, using: &random)])
            }
            let pattern = try Pattern("/home/(?:\(quote(text)))(/.*)?")
            #expect(pattern.match(Array("/home/\(text)".utf8).span, using: scratch) == .match)
            #expect(pattern.match(Array("/home/\(text)/x".utf8).span, using: scratch) == .match)
            #expect(pattern.match(Array("/home/\(text)b".utf8).span, using: scratch) == .noMatch)
            let plain = try Pattern(quote(text))
            #expect(plain.traits.literal == Array(text.utf8))
        }
    }
}
