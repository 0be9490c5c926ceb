import Foundation
import Testing

@testable import Audit

@Suite("Following a log")
struct LogFollowerTests {
    private let directory: TemporaryDirectory
    private var path: String { directory.file("audit.jsonl") }

    init() throws { directory = try TemporaryDirectory() }

    private func line(_ id: Int, _ user: String = "a") -> String {
        #"{"time":"2026-11-23T22:24:04.000000Z","seq":\#(id),"id":"\#(id)","phase":"request","user":"\#(user)","#
            + #""method":"GET","uri":"/info","action":"x","decision":"allow","rules":[],"reason":"r"}"# + "\n"
    }

    private func append(_ text: String) throws {
        if !FileManager.default.fileExists(atPath: path) { try Data().write(to: URL(filePath: path)) }
        let handle = try #require(FileHandle(forWritingAtPath: path))
        try handle.seekToEnd()
        try handle.write(contentsOf: Data(text.utf8))
        try handle.close()
    }

    private final class Heard {
        var items: [String] = []
        func take() -> [String] {
            defer { items = [] }
            return items
        }
        func hear(_ record: borrowing RecordedDecision, _ item: LogFollower.Item) {
            switch item {
            case .record: items.append(record.id)
            case .note(let note): items.append("note \(note)")
            }
        }
    }

    @Test("the last ones, what is new, a line in pieces, rotation, truncation, and no file for a while")
    func everything() throws {
        let heard = Heard()
        try append((1...30).map { line($0) }.joined() + line(31).prefix(20))
        var follower = LogFollower(path, RecordFilter())
        try follower.begin(last: 2, follows: true, heard.hear)
        #expect(heard.take() == ["29", "30"])
        try append(String(line(31).dropFirst(20)) + line(32))
        follower.poll(heard.hear)
        #expect(heard.take() == ["31", "32"])
        follower.poll(heard.hear)
        #expect(heard.take().isEmpty)

        // Rotation: what was written to the old file before and after the name has gone is read.
        try append(line(33))
        try FileManager.default.moveItem(atPath: path, toPath: directory.file("audit.jsonl.1"))
        let old = try #require(FileHandle(forWritingAtPath: directory.file("audit.jsonl.1")))
        try old.seekToEnd()
        follower.poll(heard.hear)
        var items = heard.take()
        #expect(items.first == "33" && items.last?.contains("is gone") == true && items.count == 2, "\(items)")
        try old.write(contentsOf: Data(line(34).utf8))
        follower.poll(heard.hear)
        #expect(heard.take() == ["34"])
        try old.write(contentsOf: Data(line(35).utf8))
        try append(line(36) + line(37))
        follower.poll(heard.hear)
        items = heard.take()
        #expect(items.first == "35" && items.suffix(2) == ["36", "37"] && items.count == 4, "\(items)")

        // Truncation.
        try Data(line(1).utf8).write(to: URL(filePath: path), options: [])
        follower.poll(heard.hear)
        items = heard.take()
        #expect(items.count == 2 && items[0].contains("cut short") && items[1] == "1", "\(items)")
    }

    @Test("a file that isn't there is waited for, or an error")
    func missing() throws {
        let heard = Heard()
        #expect(throws: ReadError.self) {
            var once = LogFollower(path, RecordFilter())
            try once.begin(last: 5, follows: false, heard.hear)
        }
        var follower = LogFollower(path, RecordFilter())
        try follower.begin(last: 5, follows: true, heard.hear)
        #expect(heard.take().first?.contains("waiting") == true)
        follower.poll(heard.hear)
        #expect(heard.take().isEmpty)
        try append(line(1))
        follower.poll(heard.hear)
        #expect(heard.take().last == "1")
        var directory = LogFollower(directory.path, RecordFilter())
        #expect(throws: ReadError.self) { try directory.begin(last: 5, follows: true, heard.hear) }
    }

    @Test("the last that fit; garbage and what is torn is told")
    func filtered() throws {
        let heard = Heard()
        try append((1...500).map { line($0, $0 % 100 == 0 ? "b" : "a") }.joined() + "garbage\n" + line(501).dropLast(9))
        var filter = RecordFilter()
        filter.users = [TextGlob("b")]
        var follower = LogFollower(path, filter)
        try follower.begin(last: 3, follows: false, heard.hear)
        let items = heard.take()
        #expect(items.count == 5 && items[0].contains("1 lines are no records"), "\(items)")
        #expect(items.dropFirst().prefix(3) == ["300", "400", "500"], "\(items)")
        #expect(items.last?.contains("not JSON") == true, "\(items)")
    }
}
