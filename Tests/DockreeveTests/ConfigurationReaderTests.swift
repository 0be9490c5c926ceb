import Audit
import DockerAPI
import Foundation
import Policy
import TestSupport
import Testing

@testable import dockreeve

@Suite struct ConfigurationReaderTests {
    private func read(_ text: String) throws -> ServeConfiguration {
        try ConfigurationReader.read(Array(text.utf8), file: "c.yaml").get()
    }

    private func findings(_ text: String) -> [Diagnostic] {
        guard case .failure(let error) = ConfigurationReader.read(Array(text.utf8), file: "c.yaml") else { return [] }
        return error.diagnostics
    }

    @Test func everyKeyIsRead() throws {
        let configuration = try read(
            """
            policies: /p
            socket: /s/plugin.sock
            audit: /dev/stdout
            mode: monitor
            guards: { malformed-uri: monitor, unknown-endpoint: enforce, form-body: monitor }
            limits: { body: 1MiB, connections: 16, request_deadline: 5s, depth: 64 }
            resolve_symlinks: true
            """
        )
        var expected = ServeConfiguration()
        expected.policies = "/p"
        expected.socket = "/s/plugin.sock"
        expected.audit.file = "/dev/stdout"
        expected.monitorsEverything = true
        expected.monitoredGuards = [.malformedURI, .formBody]
        expected.limits = .init(body: 1 << 20, connections: 16, requestDeadline: 5, depth: 64)
        expected.resolvesSymlinks = true
        #expect(configuration == expected)
        #expect(try !read("resolve_symlinks: false").resolvesSymlinks)
        for wrong in ["yes", "1", "[true]", "''", "True"] {
            #expect(findings("resolve_symlinks: \(wrong)").map(\.kind) == [.wrongType], "\(wrong)")
        }
    }

    @Test func theAuditLogIsAPathOrAMapping() throws {
        #expect(try read("audit: /a.jsonl").audit == AuditSettings(file: "/a.jsonl"))
        #expect(try read("audit: { file: /a.jsonl }") == read("audit: /a.jsonl"))
        #expect(try read("audit: {}") == ServeConfiguration())
        let whole = """
            audit:
              file: /a.jsonl
              durability: fsync
              on_failure: continue
              rotate: { size: 1MiB, age: 12h, keep: 7, keep_for: 2w, compress: false }
            """
        var expected = AuditSettings(file: "/a.jsonl", durability: .fsync, onFailure: .proceed)
        let rotation = RotationOptions(size: 1 << 20, age: 43200, keep: 7, keepFor: 1_209_600, compresses: false)
        expected.rotation = rotation
        #expect(try read(whole).audit == expected)
        let mistakes = [
            ("audit:\n  durability: sync\n", "c.yaml:2:15", "sync`"),
            ("audit: { on_failure: allow }\n", "c.yaml:1:22", "deny, continue"),
            ("audit:\n  rotate:\n    keep: 3\n", "c.yaml:3:5", "size: 100MiB"),
            ("audit: { rotate: { siz: 1MiB, age: 1d } }\n", "c.yaml:1:20", "`size`"),
            ("audit:\n  fil: /a\n", "c.yaml:2:3", "did you mean `file`?"),
            ("audit:\n  file: a.jsonl\n", "c.yaml:2:9", "`/`"),
            ("audit:\n  level: metdata\n", "c.yaml:2:10", "did you mean `metadata`?"),
            ("audit:\n  redact: { placs: [] }\n", "c.yaml:2:13", "did you mean `places`?"),
            ("audit:\n  redact:\n    places: [user]\n", "c.yaml:3:14", "as a rule would"),
            ("audit:\n  redact:\n    places: [bdy.Env]\n", "c.yaml:3:14", "as a rule would"),
            ("audit:\n  redact:\n    places: ['body.A[']\n", "c.yaml:3:14", "as a rule would"),
        ]
        for (text, place, help) in mistakes {
            let finding = try #require(findings(text).first)
            #expect(finding.place.description == place && finding.help?.contains(help) == true, "\(finding)")
        }
        for wrong in [
            "audit: [/a]", "audit: ''", "audit:", "audit: { file: [/a] }", "audit: { file: /a, file: /b }",
            "audit: { durability: }", "audit: { durability: [write] }", "audit: { rotate: true }",
            "audit: { rotate: {} }",
            "audit: { rotate: { size: 4095 } }", "audit: { rotate: { age: 10 } }", "audit: { rotate: { age: 0s } }",
            "audit: { rotate: { age: 9999999999999w } }", "audit: { rotate: { size: 1MiB, keep: 0 } }",
            "audit: { rotate: { size: 1MiB, compress: gzip } }", "audit: { rotate: { size: 1MiB, keep_for: 1MiB } }",
        ] {
            #expect(!findings(wrong).isEmpty, "\(wrong)")
        }
    }

    @Test func whatIsRecordedOfCalls() throws {
        let audit = try read(
            "audit: { level: response, redact: { places: [body.Cmd, query.name], patterns: ['a+', b] } }"
        ).audit
        #expect(audit.level == .response)
        #expect(audit.redaction.places.map(\.name) == ["body.Cmd", "query.name"])
        #expect(audit.redaction.patterns.map(\.source) == ["a+", "b"])
        #expect(try read("audit: { level: none }").audit.level == AuditLevel.none)
        let bad = try #require(findings("audit:\n  redact:\n    patterns: ['a(']\n").first)
        #expect(bad.kind == .badPattern && bad.line == 3, "\(bad)")
        for wrong in [
            "level: [request]", "redact: []", "redact: { places: x }", "redact: { patterns: [''] }", "level:",
        ] {
            #expect(!findings("audit: { \(wrong) }").isEmpty, "\(wrong)")
        }
    }

    @Test(arguments: ["", "# nothing\n", "mode: enforce\n"])
    func whatIsLeftOutHasItsDefault(_ text: String) throws {
        #expect(try read(text) == ServeConfiguration())
    }

    @Test func theExampleSaysTheDefaults() throws {
        let root = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
            .deletingLastPathComponent()
        let text = try String(contentsOf: root.appending(path: "examples/dockreeve.yaml"), encoding: .utf8)
        #expect(try read(text) == ServeConfiguration())
        for key in ["policies", "socket", "audit", "mode", "limits"] { #expect(text.contains("\n\(key):"), "\(key)") }
    }

    @Test(arguments: [
        ("polcies: /p\n", "c.yaml:1:1", "polcies", "did you mean `policies`?"),
        ("mode: enforce\nzzzzzzzz: 1\n", "c.yaml:2:1", "zzzzzzzz", "known: policies, socket"),
        ("guards:\n  malformd-uri: monitor\n", "c.yaml:2:3", "malformd-uri", "did you mean `malformed-uri`?"),
        ("limits: { boddy: 1 }\n", "c.yaml:1:11", "boddy", "did you mean `body`?"),
        ("mode: monitr\n", "c.yaml:1:7", "monitr", "did you mean `monitor`?"),
        ("guards: { form-body: 'off' }\n", "c.yaml:1:22", "off", "known: enforce, monitor"),
    ])
    func unknownWordsAreNamedWithTheNearestOne(_ text: String, _ place: String, _ word: String, _ help: String) throws {
        let finding = try #require(findings(text).first)
        #expect(finding.place.description == place)
        #expect(finding.message.contains("`\(word)`"), "\(finding)")
        #expect(finding.help?.contains(help) == true, "\(finding)")
        #expect(finding.sourceLine?.contains(word) == true)
    }

    @Test(arguments: [
        "policies: relative\n", "policies: ''\n", "policies: [/a]\n", "socket:\n", "mode: [monitor]\n", "guards: []\n",
        "guards: monitor\n", "limits: 5\n", "limits: { body: 63KiB }\n", "limits: { body: 1025MiB }\n",
        "limits: { body: -1 }\n", "limits: { connections: 3 }\n", "limits: { connections: 65537 }\n",
        "limits: { request_deadline: 0s }\n", "limits: { request_deadline: 3601s }\n",
        "limits: { request_deadline: 30 }\n",
        "limits: { request_deadline: 1KiB }\n", "limits: { connections: 4KiB }\n", "limits: { body: 100000s }\n",
        "audit: { checkpoints: { interval: 1KiB } }\n", "audit: { checkpoints: { records: 1MiB } }\n",
        "limits: { depth: +8 }\n", "limits: { depth: 7 }\n",
        "limits: { depth: 1025 }\n", "limits: { depth: 99999999999999999999 }\n", "limits: { depth: [8] }\n",
        "- policies\n", "text\n", "policies: /a\npolicies: /b\n", "policies: *a\n", "policies: \"\\", "\t",
        "\u{FEFF}a: b\n",
        "a: b\n---\nc: d\n",
    ])
    func mistakesAreRefusedWithAPlace(_ text: String) {
        let found = findings(text)
        #expect(!found.isEmpty)
        for finding in found {
            #expect(finding.severity == .error && finding.file == "c.yaml")
            #expect(finding.line >= 1 && finding.column >= 1, "\(finding)")
            #expect(finding.line <= text.split(separator: "\n", omittingEmptySubsequences: false).count)
        }
    }

    @Test func allMistakesAreToldAtOnce() {
        #expect(findings("polcies: /p\nmode: x\nlimits: { depth: 1, body: x }\n").count == 4)
    }

    @Test func brokenBytesAreNeverMoreThanFindings() {
        let sample = Array("policies: /p\nguards: { malformed-uri: monitor }\nlimits:\n  body: 8MiB\n".utf8)
        var random = SeededGenerator(seed: 11)
        var refused = 0
        for _ in 0..<3000 {
            var bytes = sample
            for _ in 0..<Int.random(in: 1...4, using: &random) {
                let at = Int.random(in: bytes.indices, using: &random)
                bytes[at] = Bool.random(using: &random) ? .random(in: .min ... .max, using: &random) : 0x0A
            }
            guard case .failure(let error) = ConfigurationReader.read(bytes, file: "c.yaml") else { continue }
            refused += 1
            #expect(!error.diagnostics.isEmpty && !error.description.isEmpty)
        }
        #expect(refused > 1000)
    }
}
