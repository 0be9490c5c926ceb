import Foundation
import Testing

@testable import Policy

struct PolicyLoaderTests {
    private func text(_ id: String) -> String { rule("{ method: GET }", id: id) }

    @Test func filesOfADirectoryInTheOrderOfTheirNames() throws {
        let folder = try TemporaryFolder()
        try folder.write("20-b.yml", text("b"))
        try folder.write("10-a.yaml", text("a"))
        try folder.write("30-c.yaml", text("c"))
        try folder.write(".40-hidden.yaml", "no yaml: [")
        try folder.write("10-a.yaml~", "no yaml: [")
        try folder.write("README.md", "no yaml: [")
        try folder.write("x.yaml.bak", "no yaml: [")
        try folder.write(".#10-a.yaml", "no yaml: [")
        let result = Policy.load(directory: folder.path)
        let policy = try #require(result.policy, "\(result.diagnostics)")
        #expect(policy.rules.map(\.id) == ["a", "b", "c"])
        #expect(policy.files.map(\.name) == ["10-a.yaml", "20-b.yml", "30-c.yaml"].map { "\(folder.path)/\($0)" })
        #expect(policy.rules[0].place.description == "\(folder.path)/10-a.yaml:4:9")
    }

    @Test func aMissingDirectoryIsNoPolicy() throws {
        let result = Policy.load(directory: "/nonexistent/policies")
        #expect(result.policy == nil)
        #expect(result.isUnreadable)
        #expect(
            result.diagnostics.map(\.description) == [
                """
                /nonexistent/policies: error: can't read `/nonexistent/policies`: no such file or directory [directory-missing]
                  help: create it and put rule files into it, `*.yaml`
                """
            ]
        )
    }

    @Test func anEmptyDirectoryIsNoPolicy() throws {
        let folder = try TemporaryFolder()
        try folder.write(".hidden.yaml", text("a"))
        let result = Policy.load(directory: folder.path)
        #expect(result.policy == nil)
        #expect(result.diagnostics.map(\.kind) == [.noRuleFiles])
        #expect(Policy.load(paths: []).policy == nil)
        #expect(Policy.load(paths: []).diagnostics.map(\.kind) == [.noRuleFiles])
        #expect(Policy.compile([]).policy == nil)
    }

    @Test func aFileInsteadOfADirectory() throws {
        let folder = try TemporaryFolder()
        try folder.write("a.yaml", text("a"))
        let result = Policy.load(directory: folder.path + "/a.yaml")
        #expect(result.policy == nil)
        #expect(result.diagnostics.map(\.kind) == [.directoryMissing])
        #expect(Policy.load(directory: "").policy == nil)
        #expect(Policy.load(directory: "\0/etc").policy == nil)
    }

    @Test(arguments: [0o664, 0o646, 0o666, 0o777, 0o620])
    func filesThatOthersCanWriteAreRefused(mode: Int) throws {
        let folder = try TemporaryFolder()
        try folder.write("a b.yaml", text("a"), mode: mode)
        let result = Policy.load(directory: folder.path)
        #expect(result.policy == nil)
        #expect(result.diagnostics.map(\.kind) == [.writableByOthers])
        #expect(result.diagnostics[0].help == "chmod go-w '\(folder.path)/a b.yaml'")
        try folder.write("a b.yaml", text("a"), mode: mode & ~0o022)
        #expect(Policy.load(directory: folder.path).policy != nil)
    }

    @Test func aDirectoryThatOthersCanWriteIsRefused() throws {
        let folder = try TemporaryFolder()
        try folder.write("a.yaml", text("a"))
        try folder.set(mode: 0o775)
        let result = Policy.load(directory: folder.path)
        #expect(result.policy == nil)
        #expect(result.diagnostics.map(\.help) == ["chmod go-w \(folder.path)"])
    }

    @Test func whatIsNoFileIsRefusedAndNeverWaitedFor() throws {
        let folder = try TemporaryFolder()
        try folder.write("a.yaml", text("a"))
        #expect(mkfifo(folder.path + "/b.yaml", 0o644) == 0)
        try FileManager.default.createDirectory(
            at: folder.url.appending(path: "c.yaml"),
            withIntermediateDirectories: true
        )
        symlink("/nonexistent", folder.path + "/d.yaml")
        symlink("/dev/zero", folder.path + "/e.yaml")
        let result = Policy.load(directory: folder.path)
        #expect(result.policy == nil)
        #expect(result.diagnostics.map(\.kind) == [.notARegularFile, .notARegularFile, .unreadable, .notARegularFile])
    }

    @Test func linksAreFollowedAsMountedConfigurationHasThem() throws {
        let folder = try TemporaryFolder()
        try folder.write("..data", text("a"))
        symlink("..data", folder.path + "/a.yaml")
        #expect(Policy.load(directory: folder.path).policy?.rules.map(\.id) == ["a"])
    }

    @Test func everyFileIsReadDespiteMistakesInOthers() throws {
        let folder = try TemporaryFolder()
        try folder.write("a.yaml", "version: 1\nrulse: []\n")
        try folder.write("b.yaml", text("b"), mode: 0o666)
        try folder.write("c.yaml", "version: 3\n")
        let result = Policy.load(directory: folder.path)
        #expect(result.policy == nil)
        #expect(result.diagnostics.map(\.kind) == [.unknownKey, .writableByOthers, .unsupportedVersion])
    }

    @Test func filesAndDirectoriesTogether() throws {
        let one = try TemporaryFolder()
        let two = try TemporaryFolder()
        try one.write("a.yaml", text("a"))
        try two.write("b.rules", text("b"))
        let result = Policy.load(paths: [two.path + "/b.rules", one.path, one.path + "/a.yaml"])
        #expect(result.policy?.rules.map(\.id) == ["b", "a"], "\(result.diagnostics)")
        let missing = Policy.load(paths: [one.path, "/nonexistent.yaml"])
        #expect(missing.policy == nil)
        #expect(missing.isUnreadable)
    }

    @Test func aFileOverTheLimitIsRefused() throws {
        let folder = try TemporaryFolder()
        try folder.write("a.yaml", text("a") + String(repeating: "#\n", count: RuleFile.sizeLimit / 2))
        let result = Policy.load(directory: folder.path)
        #expect(result.policy == nil)
        #expect(result.diagnostics.map(\.kind) == [.tooLarge])
    }

    @Test func capitalsInTheEndingAreToldOf() throws {
        let folder = try TemporaryFolder()
        try folder.write("a.yaml", text("a"))
        try folder.write("B.YAML", text("b"))
        let result = Policy.load(directory: folder.path)
        #expect(result.policy?.rules.map(\.id) == ["a"])
        #expect(result.diagnostics.map(\.kind) == [.notRead])
    }
}
