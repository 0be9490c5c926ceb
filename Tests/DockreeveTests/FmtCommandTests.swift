import Foundation
import Testing

@testable import dockreeve

/// `dockreeve fmt`: what it rewrites, and what it leaves alone.
@Suite struct FmtCommandTests {
    private let folder: TemporaryFolder

    private static let loose = "rules:\n- {match: {method: \"GET\"}, id: a, effect: deny}  # why\nversion: '1'\n"
    private static let formed = """
        version: 1

        rules:
          # why
          - id: a
            effect: deny
            match: { method: GET }

        """

    init() throws { folder = try TemporaryFolder() }

    @Test func filesAreRewrittenAndNamed() async throws {
        let one = try folder.write("p/one.yaml", Self.loose)
        let two = try folder.write("p/two.yml", Self.formed)
        try folder.write("p/.hidden.yaml", Self.loose)
        try folder.write("p/notes.txt", Self.loose)
        chmod(one, 0o640)
        let result = try await Program.run("fmt", folder.path("p"))
        #expect(result.status == 0 && result.output == "\(one)\n" && result.errors.isEmpty, "\(result)")
        #expect(try folder.text(of: "p/one.yaml") == Self.formed)
        #expect(try FileManager.default.attributesOfItem(atPath: one)[.posixPermissions] as? Int == 0o640)
        #expect(try folder.text(of: "p/.hidden.yaml") == Self.loose)
        #expect(try FileManager.default.contentsOfDirectory(atPath: folder.path("p")).count == 4)
        let again = try await Program.run("fmt", folder.path("p"), two, one)
        #expect(again.status == 0 && again.output.isEmpty, "\(again)")
    }

    @Test func whatIsInItsFormIsNotTouched() async throws {
        let file = try folder.write("one.yaml", Self.formed)
        var before = stat()
        var after = stat()
        stat(file, &before)
        _ = try await Program.run("fmt", file)
        stat(file, &after)
        #expect(before.st_ino == after.st_ino && before.st_mtim.tv_nsec == after.st_mtim.tv_nsec)
    }

    @Test func behindALinkTheTargetIsReplaced() async throws {
        try folder.write("real/target.yaml", Self.loose)
        try folder.makeFolder("p")
        let link = folder.path("p/link.yaml")
        try FileManager.default.createSymbolicLink(atPath: link, withDestinationPath: "../real/target.yaml")
        let result = try await Program.run("fmt", link)
        #expect(result.status == 0, "\(result)")
        #expect(try FileManager.default.destinationOfSymbolicLink(atPath: link) == "../real/target.yaml")
        #expect(try folder.text(of: "real/target.yaml") == Self.formed)
    }

    /// A name without a directory is told as it was given.
    @Test func namesStayAsTheyWereGiven() async throws {
        // There is a file of that name where tests run, and it is no rule file.
        let result = try await Program.run("fmt", "--check", "Package.swift")
        #expect(result.status == 2 && result.errors.hasPrefix("Package.swift:"), "\(result)")
    }

    @Test func checkAndDiffChangeNothing() async throws {
        let file = try folder.write("one.yaml", Self.loose)
        let check = try await Program.run("fmt", "--check", file)
        #expect(check.status == 1 && check.output == "\(file)\n", "\(check)")
        let diff = try await Program.run("fmt", "--diff", file)
        #expect(diff.status == 1, "\(diff)")
        #expect(diff.output.hasPrefix("--- \(file)\n+++ \(file) (formatted)\n"), "\(diff)")
        #expect(diff.output.contains("\n+  # why\n") && diff.output.contains("\n-version: '1'\n"), "\(diff)")
        #expect(try folder.text(of: "one.yaml") == Self.loose)
        let formed = try folder.write("two.yaml", Self.formed)
        for option in ["--check", "--diff"] {
            let fine = try await Program.run("fmt", option, formed)
            #expect(fine.status == 0 && fine.output.isEmpty, "\(fine)")
        }
        let both = try await Program.run("fmt", "--check", "--diff", formed)
        #expect(both.status == 2, "\(both)")
    }

    @Test func standardInputGoesToStandardOutput() async throws {
        let result = try await Program.run("fmt", "-", input: Self.loose)
        #expect(result.status == 0 && result.output == Self.formed, "\(result)")
        let check = try await Program.run("fmt", "--check", "-", input: Self.loose)
        #expect(check.status == 1 && check.output == "standard input\n", "\(check)")
        let diff = try await Program.run("fmt", "--diff", "-", input: Self.loose)
        #expect(diff.status == 1 && diff.output.contains("\n+    effect: deny\n"), "\(diff)")
        let broken = try await Program.run("fmt", "-", input: "rules: [")
        #expect(broken.status == 2 && broken.output.isEmpty, "\(broken)")
        #expect(broken.errors.hasPrefix("standard input:1:"), "\(broken)")
    }

    @Test func aBrokenFileIsLeftAloneAndTheOthersAreNot() async throws {
        let text = "version: 1\nrules:\n  - id: a\n   effect: deny\n"
        let broken = try folder.write("p/broken.yaml", text)
        try folder.write("p/one.yaml", Self.loose)
        let result = try await Program.run("fmt", folder.path("p"))
        #expect(result.status == 2, "\(result)")
        #expect(result.errors.hasPrefix("\(broken):4:") && result.errors.contains("[yaml-syntax]"), "\(result)")
        #expect(try folder.text(of: "p/broken.yaml") == text)
        #expect(try folder.text(of: "p/one.yaml") == Self.formed)
    }

    @Test func whatIsNotThereIsTrouble() async throws {
        try folder.makeFolder("empty")
        for path in ["missing.yaml", "missing/one.yaml", "empty"] {
            let result = try await Program.run("fmt", folder.path(path))
            #expect(result.status == 2 && result.errors.contains(path), "\(result)")
        }
        let none = try await Program.run("fmt")
        #expect(none.status == 2, "\(none)")
        // A name that leads to nothing.
        try FileManager.default.createSymbolicLink(atPath: folder.path("dead.yaml"), withDestinationPath: "nowhere")
        let dead = try await Program.run("fmt", folder.path("dead.yaml"))
        #expect(dead.status == 2 && !folder.exists("nowhere"), "\(dead)")
    }

    @Test(.enabled(if: SmallDisk.isPossible)) func aFullDiskLeavesTheFile() async throws {
        let disk = try SmallDisk(kibibytes: 64)
        let file = "\(disk.path)/one.yaml"
        try Data(Self.loose.utf8).write(to: URL(filePath: file))
        try disk.fill()
        let result = try await Program.run("fmt", file)
        #expect(result.status == 2 && result.errors.contains("no space left"), "\(result)")
        #expect(try String(contentsOf: URL(filePath: file), encoding: .utf8) == Self.loose)
        #expect(try FileManager.default.contentsOfDirectory(atPath: disk.path).sorted() == ["filling", "one.yaml"])
        try disk.empty()
        let again = try await Program.run("fmt", file)
        #expect(again.status == 0, "\(again)")
        #expect(try String(contentsOf: URL(filePath: file), encoding: .utf8) == Self.formed)
    }

    @Test func whatInitWritesIsInItsForm() async throws {
        for bundle in PolicyLibrary.bundles {
            let directory = folder.path(bundle.name)
            _ = try await Program.run("init", bundle.name, "--dir", directory)
            let result = try await Program.run("fmt", "--check", directory)
            #expect(result.status == 0 && result.output.isEmpty, "\(result)")
        }
    }

    @Test func whatLearnWritesIsInItsForm() async throws {
        let records = [RecordLine(), .create("alice", ["host_mount": ["/srv/a, b"], "capability": ["SYS_ADMIN"]])]
        let audit = try folder.write("audit.jsonl", records.map { $0.text }.joined(separator: "\n") + "\n")
        let learned = try await Program.run("learn", audit)
        #expect(learned.status == 0, "\(learned)")
        let result = try await Program.run("fmt", "--check", "-", input: learned.output)
        #expect(result.status == 0, "\(result)\n\(learned.output)")
    }
}
