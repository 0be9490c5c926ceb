import Foundation
import Testing

@testable import Policy

/// Who could change what a service reads: owners, modes, links, and every directory on the way.
struct FileTrustTests {
    private let folder: TemporaryFolder
    static let isRoot = geteuid() == 0

    init() throws {
        folder = try TemporaryFolder()
        for name in ["a", "a/b", "a/b/policies"] {
            try FileManager.default.createDirectory(
                atPath: path(name),
                withIntermediateDirectories: false,
                attributes: [.posixPermissions: 0o755]
            )
        }
        try folder.write("a/b/policies/r.yaml", rule("{ method: GET }", id: "r"))
    }

    private func path(_ name: String) -> String { "\(folder.path)/\(name)" }

    private func load(_ name: String = "a/b/policies") -> CompileResult { Policy.load(directory: path(name)) }

    @Test func whatIsOursIsBelieved() {
        let result = load()
        #expect(result.policy != nil && result.diagnostics.isEmpty, "\(result.diagnostics)")
    }

    @Test(arguments: ["", "a", "a/b"])
    func aParentThatOthersCanWriteIsRefused(_ name: String) throws {
        let parent = name.isEmpty ? folder.path : path(name)
        for mode in [0o775, 0o757, 0o777] {
            #expect(chmod(parent, mode_t(mode)) == 0)
            let result = load()
            #expect(result.policy == nil)
            #expect(result.diagnostics.map(\.kind) == [.writableByOthers])
            #expect(result.diagnostics.map(\.file) == [parent])
            #expect(result.diagnostics.map(\.help) == ["chmod go-w \(parent)"])
            // The command that is told mends it.
            #expect(system(try #require(result.diagnostics.first?.help)) == 0)
            #expect(load().policy != nil)
        }
    }

    @Test func aStickyParentIsLikeTmp() {
        #expect(chmod(path("a"), 0o1777) == 0)
        #expect(load().policy != nil)
        // Not so for the directory itself: anybody could add a file.
        #expect(chmod(path("a/b/policies"), 0o1777) == 0)
        #expect(load().policy == nil)
    }

    @Test(
        .enabled(if: FileTrustTests.isRoot, "giving files away takes root"),
        arguments: ["a", "a/b", "a/b/policies", "a/b/policies/r.yaml"]
    )
    func whatBelongsToSomebodyElseIsRefused(_ name: String) throws {
        #expect(chown(path(name), 65534, 0) == 0)
        let result = load()
        #expect(result.policy == nil)
        #expect(result.diagnostics.map(\.kind) == [.untrustedOwner], "\(result.diagnostics)")
        #expect(result.diagnostics.map(\.help) == ["chown root \(path(name))"])
        #expect(system(try #require(result.diagnostics.first?.help)) == 0)
        #expect(load().policy != nil)
    }

    @Test(.enabled(if: FileTrustTests.isRoot, "giving files away takes root"))
    func aStickyDirectoryDoesntHelpAgainstItsOwnEntries() {
        #expect(chmod(path("a"), 0o1777) == 0 && chown(path("a/b"), 65534, 0) == 0)
        #expect(load().diagnostics.map(\.kind) == [.untrustedOwner])
    }

    @Test func theWayOfALinkCountsOnBothSides() throws {
        let other = try TemporaryFolder()
        #expect(symlink(path("a/b/policies"), "\(other.path)/link") == 0)
        #expect(Policy.load(directory: "\(other.path)/link").policy != nil)
        // Where the link lies.
        try other.set(mode: 0o777)
        #expect(Policy.load(directory: "\(other.path)/link").diagnostics.map(\.file) == [other.path])
        try other.set(mode: 0o755)
        // Where it leads through.
        #expect(chmod(path("a"), 0o777) == 0)
        #expect(Policy.load(directory: "\(other.path)/link").diagnostics.map(\.file) == [path("a")])
    }

    @Test(.enabled(if: FileTrustTests.isRoot, "giving links away takes root"))
    func aLinkOfSomebodyElseIsRefused() throws {
        let link = path("a/link")
        #expect(symlink("b/policies", link) == 0 && lchown(link, 65534, 0) == 0)
        let result = load("a/link")
        #expect(result.policy == nil && result.diagnostics.map(\.help) == ["chown -h root \(link)"])
    }

    @Test func aFileMayBeALinkAndItsWayIsChecked() throws {
        let other = try TemporaryFolder()
        try other.write("target.yaml", rule("{ method: POST }", id: "s"))
        #expect(symlink("\(other.path)/target.yaml", path("a/b/policies/s.yaml")) == 0)
        #expect(load().policy?.rules.map(\.id) == ["r", "s"])
        try other.set(mode: 0o777)
        #expect(load().diagnostics.map(\.file) == [other.path])
    }

    @Test func pathsThatLeadNowhere() {
        #expect(symlink("loop", path("a/loop")) == 0)
        #expect(load("a/loop").diagnostics.first?.message.contains("too many levels of symbolic links") == true)
        #expect(load("a/b/policies/r.yaml/x").diagnostics.map(\.kind) == [.directoryMissing])
        #expect(load("a/" + String(repeating: "x", count: 300)).policy == nil)
        #expect(load(String(repeating: "x/", count: 3000)).policy == nil)
        #expect(Policy.load(directory: "").policy == nil)
    }

    @Test func pathsAreFollowedAsTheKernelDoes() {
        #expect(symlink("b", path("a/up")) == 0)
        for way in [
            "a//b/./policies/", "a/b/../b/policies", "a/up/policies", "a/up/../b/policies",
            "../\(folder.url.lastPathComponent)/a/b/policies",
        ] {
            #expect(load(way).policy?.files.count == 1, "\(way)")
        }
    }

    @Test func everyDirectoryOnTheWayIsWatched() throws {
        #expect(symlink("b", path("a/up")) == 0)
        let read = PolicyFiles.read(directory: path("a/up/policies"))
        let watched = read.folders.map { String(decoding: $0.path, as: UTF8.self) }
        #expect(watched == ["/", "/tmp", folder.path, path("a"), path("a/b"), path("a/b/policies")])
        let rules = try #require(read.folders.last)
        #expect(rules.holdsRules && rules.concerns(Array("new.yaml".utf8)) && !rules.concerns(Array("x.txt".utf8)))
        let a = try #require(read.folders.first { $0.path == Array(path("a").utf8) })
        #expect(a.names == [Array("up".utf8), Array("b".utf8)] && !a.concerns(Array("new.yaml".utf8)))
        // What is missing is waited for where it would appear.
        let missing = PolicyFiles.read(directory: path("a/none/policies"))
        #expect(missing.folders.last?.names == [Array("none".utf8)])
    }

    /// A person may look at whatever she can read; of root's files she is told what a service would say.
    @Test func whoeverChecksIsWarned() {
        #expect(chmod(path("a"), 0o777) == 0)
        let result = Policy.load(paths: [path("a/b/policies")])
        #expect(result.policy != nil)
        #expect(result.diagnostics.map(\.severity) == (Self.isRoot ? [.warning] : []))
    }

    @Test(.enabled(if: FileTrustTests.isRoot, "giving files away takes root"))
    func somebodyElsesProposalCanBeChecked() {
        #expect(chown(path("a/b/policies"), 65534, 0) == 0 && chown(path("a/b/policies/r.yaml"), 65534, 0) == 0)
        let result = Policy.load(paths: [path("a/b/policies")])
        #expect(result.policy != nil && result.diagnostics.isEmpty)
    }

    @Test func aServicesFolderTakesFilesWhole() throws {
        let state = path("a/state")
        let trusted = try TrustedFolder(path: state)
        #expect(throws: FileRefusal.self) { try trusted.read("x", limit: 10) }
        try trusted.replace("x", with: [1, 2, 3])
        try trusted.replace("x", with: [4])
        #expect(try trusted.read("x", limit: 1) == [4])
        #expect(throws: FileRefusal.self) { try trusted.read("x", limit: 0) }
        // What a crash left is in nobody's way.
        try folder.write("a/state/.x.new", "half")
        try trusted.replace("x", with: [5])
        #expect(try FileManager.default.contentsOfDirectory(atPath: state) == ["x"])
        #expect(chmod(path("a"), 0o777) == 0)
        #expect(throws: FileRefusal.self) { try TrustedFolder(path: state) }
        #expect(throws: FileRefusal.self) { try TrustedFile.read("\(state)/x", limit: 10) }
    }
}
