import Foundation
import PCRE2
import TestSupport
import Testing

@testable import Audit

@Suite("A log summed up")
struct LogSummaryTests {
    private let directory: TemporaryDirectory

    init() throws { directory = try TemporaryDirectory() }

    private func line(
        _ id: Int,
        _ user: String = "alice",
        _ action: String = "system.info",
        _ decision: String = "allow",
        phase: String = "request",
        at minute: Int? = nil,
        _ more: String = ""
    ) -> String {
        let time = Timestamp(microseconds: 1_795_000_000_000_000 + Int64(minute ?? id) * 60_000_000)
        return #"{"time":"\#(time)","seq":\#(id),"id":"\#(id)","phase":"\#(phase)","user":"\#(user)","#
            + #""method":"GET","uri":"/info","action":"\#(action)","decision":"\#(decision)","rules":["r.\#(decision)"],"#
            + #""reason":"by-\#(decision)"\#(more)}"# + "\n"
    }

    private func moment(_ minute: Int) -> Timestamp {
        Timestamp(microseconds: 1_795_000_000_000_000 + Int64(minute) * 60_000_000)
    }

    private func sum(
        _ text: String,
        rows: Int = 0,
        problems: UnsafeMutablePointer<[String]>? = nil,
        _ change: (inout RecordFilter) -> Void = { _ in }
    ) throws -> LogSummary {
        let path = directory.file("in")
        try Data(text.utf8).write(to: URL(filePath: path))
        var filter = RecordFilter()
        change(&filter)
        var summary = LogSummary(filter, rows: rows)
        var search = try RecordSearch(path, LogSummary.filter(filter), maximumLine: 1 << 16)
        try search.sum(into: &summary) { problem in problems?.pointee.append("\(problem.line) \(problem.message)") }
        if let clock = search.clockProblem { problems?.pointee.append("\(clock.line) \(clock.message)") }
        return summary
    }

    private func counts(_ rows: [RankedTable.Row]) -> [String] {
        rows.map { "\($0.values.joined(separator: " ")): \($0.calls) \($0.denied)" }
    }

    @Test("calls are counted by their requests, and denied answers with them")
    func phases() throws {
        let text =
            line(1) + line(1, phase: "response") + line(2, "bob", "exec.create", "deny")
            + line(3, "bob") + line(3, "bob", "system.info", "deny", phase: "response")
        let summary = try sum(text)
        #expect(summary.records == 5 && summary.calls == 3 && summary.denied == 2 && summary.withheld == 1)
        #expect(counts(summary.users.rows) == ["bob: 2 2", "alice: 1 0"])
        #expect(counts(summary.actions.rows) == ["system.info: 2 1", "exec.create: 1 1"])
        #expect(counts(summary.rules.rows) == ["r.allow: 2 0", "r.deny: 1 2"])
        #expect(counts(summary.denials.deniedRows).contains("bob exec.create by-deny r.deny: 1 1"))
        let answers = try sum(text) { $0.phases = [TextGlob("response")] }
        #expect(
            answers.calls == 2 && answers.denied == 1
                && counts(answers.users.rows) == ["bob: 1 1", "alice: 1 0"].reversed()
        )
    }

    @Test("what wasn't there before the period is new in it")
    func news() throws {
        let text =
            line(1) + line(2, "bob") + line(2, "bob", "exec.create", phase: "response") + line(10)
            + line(11, "bob", "exec.create") + line(12, "eve", "exec.create", "deny") + line(13, "eve")
            + line(20, "late")
        let summary = try sum(text) {
            $0.since = moment(10)
            $0.until = moment(20)
        }
        #expect(summary.before == 3 && summary.records == 4 && summary.calls == 4)
        #expect(summary.users.newRows.map(\.values) == [["eve"]])
        #expect(summary.users.newRows.first?.examples == ["12"] && summary.users.newRows.first?.denied == 1)
        #expect(
            summary.doings.newRows.map(\.values) == [
                ["bob", "exec.create"], ["eve", "exec.create"], ["eve", "system.info"],
            ]
        )
        #expect(summary.first == moment(10) && summary.last == moment(13))
    }

    @Test("monitor mode, rules that failed, facts, and what the log says of itself")
    func rest() throws {
        let would = #","would":{"decision":"deny","deny":["try.it"]}"#
        let failed =
            #","failures":[{"rule":"r.slow","code":"match-limit"}],"uses":{"image":["a"],"privileged":["true"]}"#
        let text =
            line(1, would) + #"{"phase":"start","time":"2026-11-18T00:00:00Z"}"# + "\n"
            + line(2, "alice", "system.info", "allow", would) + line(3, "alice", "system.info", "deny", failed)
            + #"{"phase":"gap","time":"2026-11-18T00:00:00Z","reason":"lost-records"}"# + "\n"
            + #"{"phase":"checkpoint","time":"2026-11-18T00:00:00Z"}"# + "\n"
        let summary = try sum(text)
        #expect(summary.monitor.denied == 1 && summary.monitor.records == 3)
        let places = [1, 3].map { "\(directory.file("in")):\($0)  GET /info" }
        #expect(summary.monitor.groups.values.first?.examples == places)
        #expect(counts(summary.failures.rows) == ["r.slow match-limit: 1 1"])
        #expect(summary.failures.rows.first?.examples == ["3"])
        #expect(counts(summary.facts.rows) == ["image: 1 1", "privileged: 1 1"])
        #expect(summary.events.counts == ["start": 1, "gap": 1, "checkpoint": 1])
        #expect(summary.events.kept.map { "\($0.line) \($0.phase)" } == ["2 start", "5 gap"])
    }

    @Test("garbage, torn lines and a clock that goes back are told with their line, and the rest is counted")
    func badInput() throws {
        var problems: [String] = []
        let long = String(repeating: "x", count: 1 << 17)
        let text =
            line(5) + "\u{0}\u{1}garbage\n\n{\"a\":1}\n" + line(3) + line(6, long) + line(7).dropLast(30) + "\n"
            + line(8, "a", "b", "maybe") + line(9).replacing("\"time\":\"2", with: "\"time\":\"x") + line(9)
        let summary = try sum(text, problems: &problems) { $0.since = moment(0) }
        #expect(summary.calls == 3)
        for place in [
            "2 not JSON", "4 not an audit record", "6 the line is longer", "7 not JSON", "8 `decision`", "9 `time`",
            "5 the clock",
        ] {
            #expect(problems.contains { $0.hasPrefix(place) }, "\(place) \(problems)")
        }
        #expect(problems.count == 7)
        // Without a period a record whose time can't be read counts.
        #expect(try sum(text).calls == 4)
    }

    @Test("more different values than are kept apart are counted together")
    func bounded() throws {
        var table = RankedTable(["user"], limit: 3, examples: 2)
        for index in 0..<100 {
            var key: [UInt8] = []
            KeyText.append("user \(index % 10)", to: &key)
            let place = table.place(key)
            table.add(RankedTable.Sighting(isDenied: index % 2 == 0, time: moment(index), id: "\(index)"), at: place)
        }
        #expect(table.isFull && table.count == 3)
        #expect(counts(table.rows) == ["…: 70 30", "user 0: 10 10", "user 1: 10 0", "user 2: 10 10"])
        #expect(table.rows.first { $0.values == ["user 2"] }?.examples == ["2", "12"])
    }

    @Test("values are cut between characters")
    func cut() {
        let long = String(repeating: "é", count: 1000)
        #expect(KeyText.cut(long) == String(repeating: "é", count: 128) + "…")
        #expect(KeyText.cut("x" + long) == "x" + String(repeating: "é", count: 127) + "…")
        #expect(KeyText.cut("short") == "short")
        var key: [UInt8] = []
        KeyText.append("x" + long, to: &key)
        KeyText.append("", to: &key)
        #expect(KeyText.values(key[...]) == ["x" + String(repeating: "é", count: 127) + "…", ""])
    }

    @Test("of a log that is too long the calls that tell the most are kept, of a short one all")
    func selection() throws {
        var text = ""
        for id in 1...300 { text += line(id, "alice", "system.ping") }
        for id in 301...320 { text += line(id, "bob", "exec.create", "deny") }
        text +=
            line(321, "eve", "image.list")
            + line(322, "alice", "image.build", "allow", #","would":{"decision":"deny"}"#)
        let some = try sum(text, rows: 10).selection
        #expect(some.total == 322 && some.rows.count == 10)
        let kinds = Set(some.rows.map { "\($0.user) \($0.action)" })
        #expect(kinds.isSuperset(of: ["bob exec.create", "alice image.build"]))
        #expect(some.rows.filter { $0.user == "bob" }.map(\.id).prefix(3) == ["301", "302", "303"])
        #expect(try sum(text, rows: 400).selection.rows.map(\.id) == (1...322).map(String.init))
        #expect(try sum(text).selection.rows.isEmpty)
    }

    @Test("whatever is in the lines, it counts what a search finds")
    func property() throws {
        var random = SeededGenerator(seed: 77)
        let good = [
            line(1),
            line(2, "bob", "exec.create", "deny", #","uses":{"image":["a\"b"],"x":[]},"failures":[{"rule":1}]"#),
            line(3, "e\\u0076e", "a", "allow", #","would":{"decision":"deny","guards":["x"]},"groups":["é"]"#),
            #"{"phase":"gap","time":"2026-11-18T00:00:00Z","x":{"y":[1,2]}}"# + "\n",
        ].map { Array($0.utf8) }
        for _ in 0..<300 {
            var bytes: [UInt8] = []
            for _ in 0..<8 { bytes += good[Int(random.next() % 4)] }
            for _ in 0..<(random.next() % 12) {
                bytes[Int(random.next() % UInt64(bytes.count))] = UInt8(truncatingIfNeeded: random.next())
            }
            let path = directory.file("in")
            try Data(bytes).write(to: URL(filePath: path))
            var tally = RecordTally([.phase])
            var problems = 0
            var search = try RecordSearch(path, RecordFilter())
            try search.count(into: &tally) { _ in problems += 1 }
            var summary = LogSummary(RecordFilter(), rows: 5)
            var again = try RecordSearch(path, LogSummary.filter(RecordFilter()))
            try again.sum(into: &summary) { _ in problems -= 1 }
            #expect(summary.records == tally.total && problems == 0)
            let requests = tally.rows.first { $0.values == ["request"] }?.count ?? 0
            #expect(summary.calls == requests && summary.selection.rows.count <= 5)
            #expect(summary.users.rows.reduce(0) { $0 + $1.calls } == summary.calls)
        }
    }
}

extension LogSummaryTests {
    /// A line whose only difference is more members.
    private func line(_ id: Int, _ more: String) -> String {
        more.hasPrefix(",") ? line(id, "alice", "system.info", "deny", more) : line(id, more, "system.info")
    }
}
