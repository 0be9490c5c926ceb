import Foundation
import Testing

/// `dockreeve check`: what it says and how it ends.
@Suite struct CheckCommandTests {
    private let folder: TemporaryFolder

    init() throws { folder = try TemporaryFolder() }

    @Test func goodFilesAreFine() async throws {
        try folder.write("a/one.yaml", RuleTexts.fine)
        let two = RuleTexts.fine.replacing("id: see", with: "id: two").replacing("system.info", with: "system.version")
        try folder.write("a/two.yml", two)
        let result = try await Program.run("check", folder.path("a"))
        #expect(result.status == 0, "\(result)")
        #expect(result.output == "fine: 2 rules in 2 files\n")
        #expect(result.errors.isEmpty)
    }

    @Test func mistakesAreNamedWithTheirPlace() async throws {
        let file = try folder.write("a/broken.yaml", RuleTexts.broken)
        let result = try await Program.run("check", folder.path("a"))
        #expect(result.status == 1, "\(result)")
        #expect(result.output.contains("\(file):5:14: error: "), "\(result)")
        #expect(result.output.contains("`methud`") && result.output.contains("did you mean `method`?"), "\(result)")
        #expect(result.output.contains("1 error, 0 warnings"), "\(result)")
    }

    @Test func everyMistakeOfEveryFileIsNamed() async throws {
        let one = try folder.write("a/1.yaml", RuleTexts.broken)
        let two = try folder.write("a/2.yaml", "version: 2\nrules: []\n")
        let result = try await Program.run("check", folder.path("a"))
        #expect(result.status == 1, "\(result)")
        #expect(result.output.contains(one) && result.output.contains(two), "\(result)")
    }

    @Test func whatIsNotThereIsTrouble() async throws {
        let missing = try await Program.run("check", folder.path("missing"))
        #expect(missing.status == 2, "\(missing)")
        #expect(missing.output.contains(folder.path("missing")), "\(missing)")
        try folder.makeFolder("empty")
        let empty = try await Program.run("check", folder.path("empty"))
        #expect(empty.status == 2, "\(empty)")
    }

    @Test func troubleWinsOverMistakes() async throws {
        try folder.write("a/broken.yaml", RuleTexts.broken)
        let result = try await Program.run("check", folder.path("a"), folder.path("missing.yaml"))
        #expect(result.status == 2, "\(result)")
        #expect(result.output.contains("methud"), "\(result)")
    }

    @Test func filesThatOthersCanWriteAreRefused() async throws {
        let file = try folder.write("a/rules.yaml", RuleTexts.everything)
        try FileManager.default.setAttributes([.posixPermissions: 0o664], ofItemAtPath: file)
        let result = try await Program.run("check", folder.path("a"))
        #expect(result.status == 1, "\(result)")
        #expect(result.output.contains("chmod go-w \(file)"), "\(result)")
    }

    @Test func jsonSaysTheSame() async throws {
        let file = try folder.write("a/broken.yaml", RuleTexts.broken)
        let broken = try await Program.run("check", "--json", folder.path("a"))
        #expect(broken.status == 1)
        let object = try #require(try Self.object(broken.output))
        let findings = try #require(object["findings"] as? [[String: Any]])
        #expect(findings.count == 1)
        #expect(findings.first?["file"] as? String == file)
        #expect(findings.first?["line"] as? Int == 5 && findings.first?["column"] as? Int == 14)
        #expect(findings.first?["id"] as? String == "unknown-attribute")
        #expect(findings.first?["severity"] as? String == "error")

        try folder.write("b/rules.yaml", RuleTexts.fine)
        let fine = try await Program.run("check", "--json", folder.path("b"))
        #expect(fine.status == 0)
        let report = try #require(try Self.object(fine.output))
        #expect(report["rules"] as? Int == 1 && report["files"] as? Int == 1)
        #expect((report["findings"] as? [Any])?.isEmpty == true)
    }

    @Test func warningsAreErrorsForTheStrict() async throws {
        try folder.write("a/rules.yaml", RuleTexts.everything)
        let lenient = try await Program.run("check", folder.path("a"))
        #expect(lenient.status == 0, "\(lenient)")
        #expect(lenient.output.contains("warning: ") && lenient.output.contains("[gives-host-root]"), "\(lenient)")
        #expect(lenient.output.hasSuffix("\n0 errors, 1 warning\n"), "\(lenient)")
        let strict = try await Program.run("check", "--strict", folder.path("a"))
        #expect(strict.status == 1, "\(strict)")
        #expect(strict.output.contains("error: ") && strict.output.hasSuffix("\n1 error, 0 warnings\n"), "\(strict)")
        let accepted = RuleTexts.everything + "    accept: [gives-host-root]\n"
        try folder.write("b/rules.yaml", accepted)
        #expect(try await Program.run("check", "--strict", folder.path("b")).status == 0)
    }

    @Test func sarifIsWrittenForCodeScanning() async throws {
        try folder.write("a/rules.yaml", RuleTexts.everything)
        let text = try await Program.run("check", "--format", "sarif", folder.path("a"))
        #expect(text.status == 0)
        let log = try #require(try Self.object(text.output))
        #expect(log["version"] as? String == "2.1.0")
        #expect(try await Program.run("check", "--sarif", folder.path("a")).output == text.output)
        let both = try await Program.run("check", "--sarif", "--json", folder.path("a"))
        #expect(both.status == 2 && both.errors.contains("only one of"), "\(both)")
    }

    @Test func daemonJSONTellsWhetherAnybodyHasAName() async throws {
        try folder.write("a/rules.yaml", RuleTexts.fine.replacing("action: ", with: "user: alice, action: "))
        let bare = try folder.write("bare.json", "{ \"hosts\": [\"unix:///var/run/docker.sock\"] }\n")
        let found = try await Program.run("check", "--strict", "--daemon-config", bare, folder.path("a"))
        #expect(found.status == 1 && found.output.contains("[nobody-authenticates]"), "\(found)")
        let secure = try folder.write("tls.json", "{\n\t\"tlsverify\": true\n}\n")
        let fine = try await Program.run("check", "--strict", "--daemon-config", secure, folder.path("a"))
        #expect(fine.status == 0, "\(fine)")
        let unknown = try await Program.run("check", "--strict", folder.path("a"))
        #expect(unknown.status == 0, "\(unknown)")
        let missing = try await Program.run("check", "--daemon-config", folder.path("none"), folder.path("a"))
        #expect(missing.status == 2 && missing.errors.contains(folder.path("none")), "\(missing)")
    }

    @Test func hostileTextCantActOnTheTerminal() async throws {
        try folder.write("a/rules.yaml", "version: 1\n\"\\e[31mr\\u202e\": \"\\a\"\nrules: []\n")
        let result = try await Program.run("check", folder.path("a"))
        #expect(result.status == 1)
        let acting = result.output.unicodeScalars.filter { $0 != "\n" && ($0.value < 0x20 || $0.value == 0x202E) }
        #expect(acting.isEmpty, "\(result)")
    }

    private static func object(_ text: String) throws -> [String: Any]? {
        #expect(text.hasSuffix("\n") && text.filter(\.isNewline).count == 1)
        return try JSONSerialization.jsonObject(with: Data(text.utf8)) as? [String: Any]
    }
}
