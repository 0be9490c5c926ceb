import Testing

@testable import Policy

struct TruthTests {
    private static let all: [Truth] = [.no, .undefined, .failed, .yes]

    private func and(_ parts: [Truth]) -> Truth { parts.reduce(into: .yes) { $0.and($1) } }
    private func or(_ parts: [Truth]) -> Truth { parts.reduce(into: .no) { $0.or($1) } }

    @Test func orderNeverMatters() {
        for one in Self.all {
            for two in Self.all {
                #expect(and([one, two]) == and([two, one]))
                #expect(or([one, two]) == or([two, one]))
                #expect(!and([one, two]) == or([!one, !two]))
                for three in Self.all {
                    #expect(and([one, and([two, three])]) == and([and([one, two]), three]))
                    #expect(or([one, or([two, three])]) == or([or([one, two]), three]))
                }
            }
            #expect(!(!one) == one)
        }
    }

    @Test func whatIsKnownDecides() {
        #expect(and([.failed, .no, .undefined]) == .no)
        #expect(or([.failed, .yes, .undefined]) == .yes)
        #expect(and([.yes, .undefined, .failed]) == .failed)
        #expect(or([.no, .undefined]) == .undefined)
        #expect(and([]) == .yes)
        #expect(or([]) == .no)
    }
}

struct SuggestionTests {
    @Test(arguments: [
        ("usr", "user"), ("paht", "path"), ("PATH", "path"), ("metod", "method"), ("acton", "action"),
        ("verison", "version"),
    ])
    func nearWords(word: String, meant: String) {
        #expect(Suggestion.nearest(to: word, among: AttributeReader.names) == meant)
    }

    @Test(arguments: ["", "xyzzy", "qqqqqqqqqq", String(repeating: "user", count: 1000)])
    func nothingNear(word: String) {
        #expect(Suggestion.nearest(to: word, among: ["user", "path", "method"]) == nil)
    }

    @Test func distances() {
        #expect(Suggestion.distance(Array("abc".utf8), Array("abc".utf8)) == 0)
        #expect(Suggestion.distance(Array("".utf8), Array("abc".utf8)) == 3)
        #expect(Suggestion.distance(Array("abc".utf8), Array("".utf8)) == 3)
        #expect(Suggestion.distance(Array("abc".utf8), Array("acb".utf8)) == 1)
        #expect(Suggestion.distance(Array("kitten".utf8), Array("sitting".utf8)) == 3)
    }
}

struct SafeTextTests {
    @Test(arguments: [
        ("plain", "plain"), ("a\nb", "a\\u{a}b"), ("\u{1b}[31m", "\\u{1b}[31m"), ("\u{202e}x", "\\u{202e}x"),
        ("é🐳", "é🐳"),
        ("\u{7f}\u{9b}", "\\u{7f}\\u{9b}"), ("\u{2028}", "\\u{2028}"), ("\u{FEFF}", "\\u{feff}"), ("", ""),
    ])
    func harmless(text: String, shown: String) {
        #expect(SafeText.inline(text) == shown)
        #expect(SafeText.inline(Array(text.utf8).span) == shown)
    }

    @Test func long() {
        #expect(SafeText.inline(String(repeating: "x", count: 10), maximum: 3) == "xxx…")
        #expect(SafeText.inline("xxx", maximum: 3) == "xxx")
        #expect(SafeText.inline([UInt8](repeating: 0xFF, count: 1000).span, maximum: 2) == "\u{FFFD}\u{FFFD}…")
        #expect(SafeText.inline(Array("🐳🐳🐳".utf8).span, maximum: 3) == "🐳🐳🐳")
    }

    @Test func linesKeepTheirColumns() {
        #expect(SafeText.line(Array("\ta\u{200B}é".utf8).span) == " a\u{FFFD}é")
    }
}
