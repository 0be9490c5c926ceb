import DockerAPI
import Foundation
import PCRE2
import TestSupport
import Testing

@testable import Audit

@Suite("Redaction of texts")
struct RedactorTests {
    private func clean(_ text: String, _ patterns: String..., key: RedactionKey? = nil) throws -> String {
        var rules = RedactionRules()
        for pattern in patterns { try rules.add(pattern: pattern) }
        let redactor = Redactor(key: key, rules: rules)
        var output: [UInt8] = []
        let isHidden = redactor.clean(Array(text.utf8).span, to: &output)
        let cleaned = String(decoding: output, as: UTF8.self)
        #expect(isHidden == (cleaned != text))
        return cleaned
    }

    @Test(
        "credentials in URLs",
        arguments: [
            ("https://user:pass@host/x", "https://redacted@host/x"),
            ("https://token@host", "https://redacted@host"),
            ("a https://u:p@h b http://v:q@i c", "a https://redacted@h b http://redacted@i c"),
            ("https://user:pa/s?s#w@host/x", "https://redacted@host/x"),
            ("https://u:a@b@host/", "https://redacted@host/"),
            ("user:pass@host/image", "redacted@host/image"),
            ("/https:/user:pass@host/x", "/https:/redacted@host/x"),
            ("HTTPS%3A%2F%2Fuser%3Apass%40host", "redacted"),
            ("https://h/x?token=abc&a=b&sig=c#d", "https://h/x?token=redacted&a=b&sig=redacted#d"),
            ("https://u:p@h/?Password=x", "https://redacted@h/?Password=redacted"),
            ("\"http://u:p@h\"", "\"http://redacted@h\""),
        ]
    )
    func urls(text: String, cleaned: String) throws { #expect(try clean(text) == cleaned) }

    @Test(
        "what only looks like that",
        arguments: [
            "", "https://host/x", "https://git@github.com/a/b", "git@github.com:a/b", "ssh://git@h:22/x", "user@host",
            "https://registry:5000/a@sha256:00", "repo/image:tag@sha256:0123", "https://h/a@v1", "a://", "://@", "@",
            ":@",
            "https://[::1]:80/x@y", "https://h/?a=b&c", "100%", "key=value", "https://@host",
        ]
    )
    func harmless(text: String) throws { #expect(try clean(text) == text) }

    @Test("an administrator's patterns, whatever they overlap")
    func patterns() throws {
        #expect(try clean("id AKIA123 and AKIA456", "AKIA[0-9]+") == "id redacted and redacted")
        #expect(try clean("abcdef", "bcd", "cde", "b") == "aredactedf")
        #expect(try clean("https://user:pass@host", "pass@ho") == "https://redactedst")
        #expect(try clean("äöü", "") == "äöü")
        #expect(try clean("äöü", "ö|(?=ü)") == "äredactedü")
        #expect(try clean("abc", "a\\Kb") == "aredactedc")
    }

    @Test("where a pattern fails, all of the text is hidden, and all that follows in the record")
    func failing() throws {
        var rules = RedactionRules()
        try rules.add(pattern: "(a+)+$")
        let redactor = Redactor(rules: rules)
        redactor.begin()
        var output: [UInt8] = []
        let slow = String(repeating: "a", count: 5000) + "!"
        let isHidden = redactor.clean(Array(slow.utf8).span, to: &output)
        #expect(isHidden)
        _ = redactor.clean(Array("other".utf8).span, to: &output)
        #expect(String(decoding: output, as: UTF8.self) == "redactedredacted")
        redactor.begin()
        output = []
        let isHiddenAgain = redactor.clean(Array("other".utf8).span, to: &output)
        // What isn't UTF-8, no pattern can be asked about.
        let isInvalidHidden = redactor.clean([0xFF, 0x61].span, to: &output)
        #expect(!isHiddenAgain && isInvalidHidden)
    }

    @Test("equal values give equal texts under a key, and a record has no more than so many of them")
    func keyed() throws {
        let key = RedactionKey()
        let one = try clean("https://same@h", key: key)
        let same = key.replacement(for: Array("same".utf8).span)
        #expect(one == "https://\(same)@h")
        #expect(try clean("https://same@h", key: RedactionKey()) != one)
        let redactor = Redactor(key: key)
        redactor.begin()
        var output: [UInt8] = []
        for _ in 0...Redactor.limit {
            output = []
            redactor.hide([1].span, to: &output)
        }
        #expect(String(decoding: output, as: UTF8.self) == Redactor.keyless)
    }

    @Test("replacements are told from values")
    func replacements() {
        let replacement = RedactionKey().replacement(for: [1].span)
        #expect(Redactor.holdsReplacement("o=\(replacement)"))
        #expect(Redactor.holdsReplacement("o=redacted"))
        for text in ["", "hmac:", "o=hmac:12", "hmac:zz", "type=nfs"] { #expect(!Redactor.holdsReplacement(text)) }
    }

    @Test("a text made to be slow is not")
    func hostile() throws {
        // Quadratic, these would take many minutes.
        for unit in ["://", "@", "://a:b@", "a@", "/a:", "://x/", "?a=", "%3A"] {
            let text = String(repeating: unit, count: 1 << 16)
            _ = try clean(text)
        }
    }

    @Test("whatever a text is, nothing but secrets is taken out of it")
    func property() throws {
        var random = SeededGenerator(seed: 5)
        let parts = [
            "://", "@", ":", "/", "?", "=", "&", "a", "token", " ", "%40", "%3a", "ä", "\"", "git", "#", "sha256:",
        ]
        let redactor = Redactor()
        for _ in 0..<5000 {
            let text = (0..<Int.random(in: 0...12, using: &random)).map { _ in
                parts[Int.random(in: parts.indices, using: &random)]
            }.joined()
            var output: [UInt8] = []
            let isHidden = redactor.clean(Array(text.utf8).span, to: &output)
            let cleaned = String(decoding: output, as: UTF8.self)
            #expect(isHidden == (cleaned != text), "\(text)")
            // What stands around the replacements is the text, in its order.
            var rest = text[...]
            for piece in cleaned.components(separatedBy: "redacted") {
                guard let found = rest.range(of: piece) ?? (piece.isEmpty ? rest.startIndex..<rest.startIndex : nil)
                else {
                    Issue.record("\(text) became \(cleaned)")
                    break
                }
                rest = rest[found.upperBound...]
            }
        }
    }
}
