import Foundation
import PCRE2
import TestSupport
import Testing

@testable import Audit

@Suite("Searching logs")
struct RecordSearchTests {
    private let directory: TemporaryDirectory

    init() throws { directory = try TemporaryDirectory() }

    private func line(_ id: Int, _ user: String = "alice", _ more: String = "", escape: Bool = false) -> String {
        let name = escape ? user.utf8.map { "\\u00" + String(format: "%02x", $0) }.joined() : user
        return #"{"time":"2026-11-23T22:24:\#(String(format: "%02d", id % 60)).000000Z","seq":\#(id),"id":"\#(id)","#
            + #""phase":"request","user":"\#(name)","auth":"TLS","groups":["dev","o\u0070s"],"method":"GET","#
            + #""uri":"/info","action":"system.info","uses":{"host_mount":["/etc","/home/a"],"privileged":["true"]},"#
            + #""decision":"deny","would":{"decision":"allow","allow":["try.it"]},"rules":["one","two"],"#
            + #""reason":"denied-by-rule"\#(more)}"# + "\n"
    }

    private func found(_ text: String, _ filter: RecordFilter) throws -> [String] {
        let path = directory.file("in")
        try Data(text.utf8).write(to: URL(filePath: path))
        var search = try RecordSearch(path, filter)
        var found: [String] = []
        while let item = try search.next() {
            switch item {
            case .match: found.append(search.record.id)
            case .problem(let problem): found.append("problem \(problem.line) \(problem.message)")
            }
        }
        var tally = RecordTally([])
        var again = try RecordSearch(path, filter)
        var problems = 0
        try again.count(into: &tally) { _ in problems += 1 }
        #expect(tally.total == found.count { !$0.hasPrefix("problem") })
        #expect(problems == found.count { $0.hasPrefix("problem") })
        return found
    }

    private func filter(_ change: (inout RecordFilter) -> Void) -> RecordFilter {
        var filter = RecordFilter()
        change(&filter)
        return filter
    }

    @Test("each field finds its record and no other one")
    func fields() throws {
        let odd =
            #"{"time":"2027-01-01T00:00:00Z","phase":"response","id":"x","user":"bob","method":"POST","uri":"/a","#
            + #""raw_uri":"/v1/a","action":"b.c","target":"web","decision":"allow","rules":[],"reason":"r","status":404}"#
            + "\n"
        let text = line(1) + odd + line(2)
        let pattern = try Pattern("\"status\":4\\d\\d", anchoring: .search)
        let filters: [(inout RecordFilter) -> Void] = [
            { $0.users = [TextGlob("bob")] }, { $0.users = [TextGlob("b*")] }, { $0.ids = [TextGlob("x")] },
            { $0.targets = [TextGlob("web")] }, { $0.actions = [TextGlob("b.*"), TextGlob("nothing")] },
            { $0.uris = [TextGlob("/a")] }, { $0.uris = [TextGlob("/v1/*")] }, { $0.methods = [TextGlob("POST")] },
            { $0.decisions = [TextGlob("allow")] }, { $0.reasons = [TextGlob("r")] },
            { $0.phases = [TextGlob("response")] }, { $0.statuses = StatusRange("4xx").map { [$0] } ?? [] },
            { $0.since = Timestamp("2026-12-31T00:00:00Z") }, { $0.texts = ["web"] }, { $0.patterns = [pattern] },
        ]
        for (index, change) in filters.enumerated() {
            #expect(try found(text, filter(change)) == ["x"], "filter \(index)")
        }
        let others: [(inout RecordFilter) -> Void] = [
            { $0.users = [TextGlob("alice")] }, { $0.groups = [TextGlob("dev")] }, { $0.groups = [TextGlob("ops")] },
            { $0.rules = [TextGlob("two")] }, { $0.rules = [TextGlob("try.*")] }, { $0.would = [TextGlob("allow")] },
            { $0.facts = FactMatch("privileged").map { [$0] } ?? [] },
            { $0.facts = FactMatch("host_mount=/home/*").map { [$0] } ?? [] },
            { $0.until = Timestamp("2026-12-31T00:00:00Z") }, { $0.decisions = [TextGlob("deny")] },
        ]
        for (index, change) in others.enumerated() {
            #expect(try found(text, filter(change)) == ["1", "2"], "other \(index)")
        }
        #expect(try found(text, filter { $0.facts = FactMatch("host_mount=/").map { [$0] } ?? [] }).isEmpty)
        #expect(try found(text, filter { $0.groups = [TextGlob("alice")] }).isEmpty)
        #expect(try found(text, RecordFilter()) == ["1", "x", "2"])
    }

    @Test("a value that looks like a field is none")
    func hostileValues() throws {
        let text =
            line(1, #"x\",\"user\":\"bob"#) + line(2, "bob") + line(3, "x", #","note":{"user":"bob"}"#)
            + line(4, "x", #","target":"bob""#)
        #expect(try found(text, filter { $0.users = [TextGlob("bob")] }) == ["2"])
        #expect(try found(text, filter { $0.users = [TextGlob(#"x","user":"bob"#)] }) == ["1"])
    }

    @Test("a name that is written with escapes is found all the same")
    func escapedNames() throws {
        #expect(try found(line(1, escape: true) + line(2), filter { $0.users = [TextGlob("alice")] }) == ["1", "2"])
    }

    @Test("two users in one record are a mistake, not an answer")
    func duplicates() throws {
        let text = line(1, "eve", #","user":"alice""#) + line(2)
        let found = try found(text, filter { $0.users = [TextGlob("alice")] })
        #expect(found == ["problem 1 `user` stands there twice", "2"])
    }

    @Test("passing over lines finds the same as looking at each of them")
    func prefilter() throws {
        var random = SeededGenerator(seed: 9)
        var text = ""
        for id in 1...6000 {
            let names = ["alice", "bob", "al", "lice", "a\\\"lice"]
            text += line(
                id,
                names[Int(random.next() % 5)],
                ",\"x\":\"\(String(repeating: "y", count: Int(random.next() % 300)))\"",
                escape: random.next() % 50 == 0 && id % 5 != 4
            )
        }
        #expect(text.utf8.count > 3 << 18)
        for name in ["alice", "bob", "al"] {
            let quick = filter { $0.users = [TextGlob(name)] }
            let slow = filter {
                $0.users = [TextGlob(name)]
                $0.takesEvents = true
            }
            #expect(quick.prefilter != nil && slow.prefilter == nil)
            let expected = try found(text, slow)
            #expect(try found(text, quick) == expected && expected.count > 500)
        }
    }

    @Test("garbage is told with its line, with and without a filter, and the rest is searched")
    func garbage() throws {
        let text = line(1) + "\u{0}\u{1}garbage\n\n{\"a\":1}\n" + String(line(2).dropLast(20)) + "\n" + line(3)
        for change in [{ $0.users = [TextGlob("alice")] }, { _ in }] as [(inout RecordFilter) -> Void] {
            let found = try found(text, filter(change))
            #expect(found.first == "1" && found.last == "3", "\(found)")
            #expect(
                found.contains { $0.hasPrefix("problem 2 not JSON") } && found.contains { $0.hasPrefix("problem 5") }
            )
        }
        #expect(try found(text, RecordFilter()).contains("problem 4 not an audit record: it has no `phase`"))
    }

    @Test("a time that is none is told where it matters; a clock that went back, too")
    func times() throws {
        let path = directory.file("in")
        let broken = line(7).replacing("2026-11-23T22:24:07.000000Z", with: "yesterday")
        try Data((line(5) + line(3) + broken + line(9)).utf8).write(to: URL(filePath: path))
        var search = try RecordSearch(path, filter { $0.since = Timestamp("2026-11-23T22:24:04Z") })
        var found: [String] = []
        while let item = try search.next() {
            if case .problem(let problem) = item {
                found.append(problem.message)
            } else {
                found.append(search.record.id)
            }
        }
        #expect(found == ["5", "`time` is not a moment as RFC 3339 writes it", "9"])
        #expect(search.clockProblem?.line == 2 && search.clockProblem?.message.contains("went back") == true)
    }

    @Test("counted by one field and by several, lists by each of their values")
    func tallies() throws {
        let path = directory.file("in")
        let text =
            line(1) + line(2, "bob") + line(3) + line(4, "a\\\"b") + #"{"phase":"stop","reason":"SIGTERM"}"# + "\n"
        try Data(text.utf8).write(to: URL(filePath: path))
        func rows(_ columns: [RecordTally.Column]) throws -> [RecordTally.Row] {
            var tally = RecordTally(columns)
            var search = try RecordSearch(path, RecordFilter())
            try search.count(into: &tally) { Issue.record("\($0)") }
            return tally.rows
        }
        #expect(
            try rows([.user, .decision]) == [
                .init(values: ["alice", "deny"], count: 2), .init(values: [nil, nil], count: 1),
                .init(values: ["a\"b", "deny"], count: 1), .init(values: ["bob", "deny"], count: 1),
            ]
        )
        #expect(try rows([.rule, .user]).contains(.init(values: ["two", "alice"], count: 2)))
        #expect(try rows([.group]).contains(.init(values: ["ops"], count: 4)))
        #expect(try rows([.would, .day]).first == .init(values: ["allow", "2026-11-23"], count: 4))
    }

    @Test("a directory stands for its logs, the oldest first")
    func folder() throws {
        for (name, id) in [("audit.jsonl", 9), ("audit.jsonl.1", 5), ("audit.jsonl-20261101", 2)] {
            try Data(line(id).utf8).write(to: URL(filePath: directory.file(name)))
        }
        for name in ["audit.jsonl.torn", "key.pem", "audit.jsonl.3.torn"] {
            try Data("x".utf8).write(to: URL(filePath: directory.file(name)))
        }
        let files = try LogFolder.files(directory.path).map { $0.split(separator: "/").last.map(String.init) ?? "" }
        #expect(files == ["audit.jsonl-20261101", "audit.jsonl.1", "audit.jsonl"])
        #expect(try LogFolder.files("-") == ["-"] && LogFolder.files("/nowhere") == ["/nowhere"])
        let empty = directory.file("empty")
        try FileManager.default.createDirectory(atPath: empty, withIntermediateDirectories: false)
        #expect(throws: ReadError.self) { _ = try LogFolder.files(empty) }
    }
}
