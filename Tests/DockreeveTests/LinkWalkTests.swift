import Foundation
import Testing

@testable import dockreeve

/// Where a path on this host really leads.
@Suite struct LinkWalkTests {
    private let folder: TemporaryFolder
    /// The folder without links on the way to it.
    private let root: String

    init() throws {
        folder = try TemporaryFolder()
        root = try #require(realpath(folder.path, nil).map { String(cString: $0) })
        try folder.makeFolder("home/alice/src")
        try folder.makeFolder("home/bob")
        try folder.write("home/alice/file", "x")
    }

    private func link(_ name: String, to target: String) throws {
        #expect(symlink(target, folder.path(name)) == 0)
    }

    private func target(_ name: String) -> String? {
        LinkWalk.target(of: Array("\(root)/\(name)".utf8)).map { String(decoding: $0, as: UTF8.self) }
    }

    @Test func plainPathsStay() {
        for name in ["home/alice", "home/alice/src", "home/alice/file", "home"] {
            #expect(target(name) == "\(root)/\(name)")
        }
        #expect(LinkWalk.target(of: Array("/".utf8)) == Array("/".utf8))
    }

    @Test func linksAreFollowed() throws {
        try link("home/alice/etc", to: "/etc")
        try link("home/alice/up", to: "../bob")
        try link("home/alice/chain", to: "up")
        try link("home/alice/src/far", to: "../../../home/./alice//etc/ssl")
        #expect(target("home/alice/etc") == "/etc")
        #expect(target("home/alice/etc/passwd") == "/etc/passwd")
        #expect(target("home/alice/up") == "\(root)/home/bob")
        #expect(target("home/alice/chain/x") == "\(root)/home/bob/x")
        #expect(target("home/alice/src/far") == "/etc/ssl")
    }

    @Test func whatIsNotThereIsKept() throws {
        #expect(target("home/alice/new/deep") == "\(root)/home/alice/new/deep")
        #expect(target("home/alice/file/x") == "\(root)/home/alice/file/x")
        try link("home/alice/dangling", to: "/nowhere/at/all")
        #expect(target("home/alice/dangling/x") == "/nowhere/at/all/x")
        try link("home/alice/detour", to: "missing/../../bob")
        #expect(target("home/alice/detour") == "\(root)/home/bob")
        try link("home/alice/above", to: "../../../../../../../../../../../etc")
        #expect(target("home/alice/above") == "/etc")
    }

    @Test func aLoopLeadsNowhere() throws {
        try link("home/alice/self", to: "self")
        try link("home/alice/a", to: "b")
        try link("home/alice/b", to: "a/x")
        #expect(target("home/alice/self") == nil)
        #expect(target("home/alice/a") == nil)
        for number in 0..<41 { try link("home/alice/l\(number)", to: number == 0 ? "/etc" : "l\(number - 1)") }
        #expect(target("home/alice/l39") == "/etc")
        #expect(target("home/alice/l40") == nil)
    }

    @Test func whatIsTooLongLeadsNowhere() throws {
        #expect(target(String(repeating: "a/", count: 600)) == nil)
        #expect(target(String(repeating: "a", count: 256)) == nil)
        #expect(target((0..<20).map { _ in String(repeating: "b", count: 250) }.joined(separator: "/")) == nil)
        // Each link doubles the names that are to come.
        try link("home/alice/grow", to: "grow/grow")
        #expect(target("home/alice/grow") == nil)
    }

    @Test func aNULCanNotHideTheRest() {
        #expect(LinkWalk.target(of: Array("/etc\0/x".utf8)) == nil)
        #expect(LinkWalk.target(of: Array("etc".utf8)) == nil)
        #expect(LinkWalk.target(of: []) == nil)
    }

    /// They lead each process elsewhere.
    @Test func linksOfProcLeadNowhere() throws {
        try link("home/alice/cwd", to: "/proc/self/cwd")
        #expect(target("home/alice/cwd") == nil)
        #expect(LinkWalk.target(of: Array("/proc/self/root/etc".utf8)) == nil)
        #expect(LinkWalk.target(of: Array("/proc/version".utf8)) == Array("/proc/version".utf8))
    }
}
