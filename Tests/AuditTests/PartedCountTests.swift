import Foundation
import TestSupport
import Testing

@testable import Audit

/// A log that is counted in parts gives what it gives from its beginning to its end.
@Suite struct PartedCountTests {
    private let directory: TemporaryDirectory

    init() throws { directory = try TemporaryDirectory() }

    private struct Counted: Equatable {
        var rows: [RecordTally.Row] = []
        var total = 0
        var problems: [ReadProblem] = []
    }

    private func whole(_ path: String, _ filter: RecordFilter) throws -> Counted {
        var tally = RecordTally([.user, .decision])
        var problems: [ReadProblem] = []
        var search = try RecordSearch(path, filter)
        try search.count(into: &tally) { problems.append($0) }
        return Counted(rows: tally.rows, total: tally.total, problems: problems)
    }

    /// - Returns: Nothing where the file wasn't taken apart.
    private func inParts(_ path: String, _ filter: RecordFilter, smallest: Int) -> Counted? {
        var tally = RecordTally([.user, .decision])
        var problems: [ReadProblem] = []
        let isCounted = PartedCount.count(path, filter, into: &tally, smallestPart: smallest) { problems.append($0) }
        guard isCounted else {
            #expect(tally.total == 0 && problems.isEmpty)
            return nil
        }
        return Counted(rows: tally.rows, total: tally.total, problems: problems)
    }

    private func line(_ number: Int, _ random: inout SeededGenerator) -> String {
        let user = "user\(Int.random(in: 0..<5, using: &random))"
        let decision = Bool.random(using: &random) ? "allow" : "deny"
        return
            #"{"time":"2026-11-01T00:00:00.000000Z","seq":\#(number),"phase":"request","user":"\#(user)","decision":"\#(decision)"}"#
    }

    @Test(arguments: 0..<12 as Range<UInt64>)
    func partsAddUp(seed: UInt64) throws {
        var random = SeededGenerator(seed: seed)
        var text = ""
        for number in 1...Int.random(in: 3...300, using: &random) {
            switch Int.random(in: 0..<12, using: &random) {
            case 0: text += "garbage \(number)\n"
            case 1: text += "\n"
            case 2: text += String(line(number, &random).dropLast(9)) + "\n"
            default: text += line(number, &random) + "\n"
            }
        }
        if seed % 3 == 0 { text.removeLast() }
        let path = directory.file()
        try Data(text.utf8).write(to: URL(filePath: path))
        var denied = RecordFilter()
        denied.users = [TextGlob("user1")]
        for filter in [RecordFilter(), denied] {
            let expected = try whole(path, filter)
            for smallest in [1, 100, 1000] {
                if let counted = inParts(path, filter, smallest: smallest) { #expect(counted == expected) }
            }
        }
        #expect(inParts(path, RecordFilter(), smallest: 100) != nil || text.utf8.count < 300)
    }

    /// What isn't a plain file with several lines is read by others.
    @Test func whatIsNotTakenApart() throws {
        let path = directory.file()
        #expect(inParts("-", RecordFilter(), smallest: 1) == nil)
        #expect(inParts(path, RecordFilter(), smallest: 1) == nil)
        try Data("{\"seq\":1}".utf8).write(to: URL(filePath: path))
        #expect(inParts(path, RecordFilter(), smallest: 1) == nil)
        try Data([0x1F, 0x8B, 8, 0, 0x0A, 0x0A, 0x0A, 0x0A]).write(to: URL(filePath: path))
        #expect(inParts(path, RecordFilter(), smallest: 1) == nil)
        try Data(String(repeating: "no record\n", count: 5000).utf8).write(to: URL(filePath: path))
        #expect(inParts(path, RecordFilter(), smallest: 1) == nil)
        #expect(inParts("/dev/null", RecordFilter(), smallest: 1) == nil)
    }
}
