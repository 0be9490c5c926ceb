import Testing

@testable import PCRE2

@Suite struct PatternErrorTests {
    private func error(_ source: String) -> PatternError? {
        do throws(PatternError) {
            _ = try Pattern(source)
            return nil
        } catch {
            return error
        }
    }

    @Test func syntaxErrorsHavePlaceAndText() {
        #expect(error("a(b")?.offset == 3)
        #expect(error("a(b")?.code == 114)
        #expect(error("a(b")?.message == "missing closing parenthesis")
        #expect(error("éé[z-a]")?.message == "range out of order in character class")
        #expect(error("éé[z-a]")?.offset == 7)
        #expect(error("a**b*+*") != nil)
        #expect(error(#"\y"#) != nil)
    }

    @Test(arguments: [
        "(*LIMIT_MATCH=4000000000)a", "(*LIMIT_DEPTH=1)a", "(*LIMIT_HEAP=1)a", "(*NO_JIT)a", "(*NOTEMPTY)a", "(*UTF)a",
        "(*UCP)a", "(*NUL)a", "(*CRLF)a", "(*BSR_ANYCRLF)a", "(*NO_START_OPT)a", "(*NO_AUTO_POSSESS)a",
        "(*NO_DOTSTAR_ANCHOR).*a", "(*NOTEMPTY_ATSTART)a", "(*LIMIT_RECURSION=1)a",
    ])
    func settingsAreRefused(source: String) {
        #expect(error(source)?.code == 3)
    }

    @Test(arguments: [
        "(?:)(*NO_JIT)a", "(?#)(*LIMIT_MATCH=1)a", "a(*ACCEPT)b", "a(*COMMIT)b", "a(*:name)b", "a(*MARK:n)b", "(*F)|a",
        #"\c\(*ACCEPT)a"#, #"\Q\\E(*ACCEPT)a"#, #"\\(*SKIP)a"#, "(?=a(*THEN)b)", "(*PRUNE)",
    ])
    func verbsAreRefused(source: String) {
        #expect(error(source)?.code == 3)
        #expect(error(source)?.offset == verbOffset(source))
    }

    private func verbOffset(_ source: String) -> Int {
        source.firstRange(of: "(*").map { source.utf8.distance(from: source.startIndex, to: $0.lowerBound) } ?? -1
    }

    @Test(arguments: ["a(?C)b", "(?C1)", "a(?C'text')", "(a(?C255)|b)", "(?x)a (?C\"x\") b", "a(?C)*", #"\Qa\E(?C7)"#])
    func calloutsAreRefused(source: String) {
        #expect(error(source) != nil)
    }

    @Test func calloutsAreNamed() {
        #expect(error("a(?C)b")?.code == 4)
        #expect(error("a(?C)b")?.message.contains("callouts") == true)
    }

    @Test func bytesAreRefused() {
        #expect(error(#"a\Cb"#)?.message.contains(#"\C"#) == true)
        #expect(error("a\0b") == .holdsNUL(at: 1))
        #expect(error(String(repeating: "a", count: Pattern.maximumLength + 1))?.code == 1)
    }

    @Test func hugeAndDeepPatternsAreErrorsNotCrashes() {
        #expect(error(String(repeating: "(", count: 300) + String(repeating: ")", count: 300)) != nil)
        #expect(error("(?:a{1,65535}){1,65535}") != nil)
        #expect(error("(((a{1,999}){1,999}){1,999}){1,999}") != nil)
        #expect(error(String(repeating: "(?=", count: 20_000)) != nil)
        #expect(error(String(repeating: "a", count: 30_000)) == nil)
    }
}
