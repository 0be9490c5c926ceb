import Foundation
import Testing

@testable import dockreeve

/// `dockreeve init`: what it writes, and what it leaves alone.
@Suite struct InitCommandTests {
    private let folder: TemporaryFolder

    private static let library = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
        .deletingLastPathComponent().appending(path: "policies")

    init() throws { folder = try TemporaryFolder() }

    /// `scripts/embed-policies` puts it there.
    @Test func theLibraryInTheProgramIsTheOneInTheFolder() throws {
        let names = try FileManager.default.contentsOfDirectory(atPath: Self.library.path)
            .filter { $0.hasSuffix(".yaml") }.sorted()
        #expect(PolicyLibrary.files.map { "\($0.name).yaml" } == names)
        for file in PolicyLibrary.files {
            let text = try String(contentsOf: Self.library.appending(path: "\(file.name).yaml"), encoding: .utf8)
            #expect(file.text == text, "run scripts/embed-policies: \(file.name)")
        }
        for bundle in PolicyLibrary.bundles {
            #expect(bundle.files.allSatisfy { PolicyLibrary.text(of: $0) != nil })
            #expect(PolicyLibrary.text(of: bundle.name) == nil)
        }
    }

    @Test func itNamesWhatThereIs() async throws {
        let result = try await Program.run("init", "--list")
        #expect(result.status == 0, "\(result)")
        for name in PolicyLibrary.names { #expect(result.output.contains("\n  \(name) "), "\(name)") }
        #expect(result.output.split(separator: "\n").allSatisfy { $0.count < 150 }, "\(result)")
    }

    @Test(arguments: PolicyLibrary.bundles.map(\.name))
    func aSetIsAPolicyThatPassesItsTests(name: String) async throws {
        let result = try await Program.run("init", name, "--dir", folder.path("a/b"))
        #expect(result.status == 0, "\(result)")
        let files = try #require(PolicyLibrary.files(named: name))
        for file in files {
            #expect(result.output.contains("wrote \(folder.path("a/b"))/\(file).yaml\n"), "\(result)")
            #expect(try folder.text(of: "a/b/\(file).yaml") == PolicyLibrary.text(of: file))
            let mode = try FileManager.default.attributesOfItem(atPath: folder.path("a/b/\(file).yaml"))[
                .posixPermissions
            ]
            #expect(mode as? Int == 0o644)
        }
        #expect(try FileManager.default.contentsOfDirectory(atPath: folder.path("a/b")).count == files.count)
        let mode = try FileManager.default.attributesOfItem(atPath: folder.path("a"))[.posixPermissions]
        #expect(mode as? Int == 0o755)
        let check = try await Program.run("check", "--strict", folder.path("a/b"))
        #expect(check.status == 0, "\(check)")
        let test = try await Program.run("test", folder.path("a/b"), "--threshold", "100")
        #expect(test.status == 0, "\(test)")
    }

    @Test func whatIsThereStaysAndNothingElseIsWritten() async throws {
        try folder.write("p/self-protection.yaml", "mine")
        let result = try await Program.run("init", "team", "--dir", folder.path("p"))
        #expect(result.status == 2, "\(result)")
        #expect(result.errors.contains("`\(folder.path("p/self-protection.yaml"))` is there already"), "\(result)")
        #expect(try folder.text(of: "p/self-protection.yaml") == "mine")
        #expect(try FileManager.default.contentsOfDirectory(atPath: folder.path("p")) == ["self-protection.yaml"])
        // A link that leads nowhere is no free place.
        try FileManager.default.createSymbolicLink(
            atPath: folder.path("p/read-only.yaml"),
            withDestinationPath: folder.path("elsewhere")
        )
        #expect(try await Program.run("init", "read-only", "--dir", folder.path("p")).status == 2)
        #expect(!folder.exists("elsewhere"))
    }

    @Test func mistakesAreTold() async throws {
        let name = try await Program.run("init", "membres", "--dir", folder.path("p"))
        #expect(name.status == 2 && name.errors.contains("did you mean `members`?"), "\(name)")
        #expect(try await Program.run("init").status == 2)
        try folder.write("file", "")
        let taken = try await Program.run("init", "team", "--dir", folder.path("file"))
        #expect(taken.status == 2 && taken.errors.contains("not a directory"), "\(taken)")
        #expect(try await Program.run("init", "../members", "--dir", folder.path("p")).status == 2)
        #expect(!folder.exists("p"))
    }
}
