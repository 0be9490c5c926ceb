import Foundation
import Testing

/// `dockreeve check`: what it says and how it ends.
@Suite struct CheckCommandTests {
    private let folder: TemporaryFolder

    init() throws { folder = try TemporaryFolder() }

    @Test func goodFilesAreFine() async throws {
        try folder.write("a/one.yaml", RuleTexts.everything)
        try folder.write("a/two.yml", RuleTexts.unprivileged.replacing("all.of-it", with: "two"))
        let result = try await Program.run("check", folder.path("a"))
        #expect(result.status == 0, "\(result)")
        #expect(result.output == "fine: 3 rules in 2 files\n")
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

        try folder.write("b/rules.yaml", RuleTexts.everything)
        let fine = try await Program.run("check", "--json", folder.path("b"))
        #expect(fine.status == 0)
        let report = try #require(try Self.object(fine.output))
        #expect(report["rules"] as? Int == 1 && report["files"] as? Int == 1)
        #expect((report["findings"] as? [Any])?.isEmpty == true)
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
