import Testing

@testable import DockerAPI

@Suite("Names that say that they are secret")
struct SecretNameTests {
    private func isFound(_ text: String) -> Bool { SecretName.contains(text.utf8Span.span) }

    @Test(
        "each word is found at the beginning, in the middle and at the end, in either case",
        arguments: [
            "passw", "passphrase", "pass_phrase", "pwd", "private.key", "secret", "signature", "token", "credential",
            "api-key", "apikey", "access_key", "authorization", "bearer", "jwt", "cookie",
        ]
    )
    func everywhere(word: String) {
        for text in [word, word.uppercased(), "x\(word)", "\(word)y", "p\(word)p", "pass\(word)", "…\(word)é"] {
            #expect(isFound(text), "\(text)")
        }
        #expect(!isFound(String(word.dropLast())) || word == "passw")
        #expect(!isFound(String(word.dropFirst())))
    }

    @Test("other texts are none", arguments: ["", "p", "s", "pa", "toke", "path", "all", "PA55", "\u{0}\u{0}", "@p"])
    func none(text: String) {
        #expect(!isFound(text))
    }
}
