import Foundation
import Policy
import TestSupport
import Testing

@testable import dockreeve

/// What the kernel tells of, and what it needn't: each event wakes a thread up.
@Suite struct WatchedContentsTests {
    private let folder: TemporaryFolder
    private let whole: [UInt8]

    init() throws {
        folder = try TemporaryFolder()
        try folder.write("policies/rules.yaml", "version: 1\n")
        try folder.write("audit.jsonl", "{}\n")
        whole = Array(folder.path.utf8)
    }

    /// Plugins of other tests can have all instances that the kernel gives one user.
    private func newWatch() async throws -> PolicyWatch {
        for _ in 0..<1200 {
            let watch = PolicyWatch()
            if watch.descriptor >= 0 { return watch }
            try await Task.sleep(for: .milliseconds(100))
        }
        throw TestFault("there are no inotify instances left (fs.inotify.max_user_instances)")
    }

    private func isTold(_ descriptor: Int32) -> Bool {
        var entry = pollfd(fd: descriptor, events: Int16(POLLIN), revents: 0)
        return poll(&entry, 1, 0) == 1
    }

    private func expectChange(_ watch: inout PolicyWatch) {
        let (wakes, count) = (isTold(watch.descriptor), watch.changes().count)
        #expect(wakes && count > 0)
    }

    private func append(_ name: String) throws {
        let file = try FileHandle(forWritingTo: URL(filePath: folder.path(name)))
        try file.seekToEnd()
        try file.write(contentsOf: Data("{}\n".utf8))
        try file.close()
    }

    @Test func whatIsWrittenBesideThePoliciesWakesNobody() async throws {
        var watch = try await newWatch()
        watch.follow([
            WatchedFolder(path: whole, names: [Array("policies".utf8)]),
            WatchedFolder(path: whole + Array("/policies".utf8), holdsRules: true),
        ])
        try append("audit.jsonl")
        let wakes = isTold(watch.descriptor)
        #expect(!wakes)
        try append("policies/rules.yaml")
        expectChange(&watch)
        // The directory itself can be exchanged.
        try folder.move("policies", to: "old")
        expectChange(&watch)
    }

    @Test func whatALinkLeadsToIsReadAndTold() async throws {
        var watch = try await newWatch()
        watch.follow([WatchedFolder(path: whole, names: [Array("audit.jsonl".utf8)])])
        try append("audit.jsonl")
        expectChange(&watch)
    }

    /// Two paths of one directory: the one that asks for less takes nothing from the other.
    @Test(arguments: [false, true])
    func twoPathsOfOneDirectory(isFirst: Bool) async throws {
        var watch = try await newWatch()
        let onTheWay = WatchedFolder(path: whole, names: [Array("policies".utf8)])
        let holding = WatchedFolder(path: whole + Array("/".utf8), names: [Array("audit.jsonl".utf8)])
        watch.follow(isFirst ? [onTheWay, holding] : [holding, onTheWay])
        try append("audit.jsonl")
        expectChange(&watch)
    }
}
