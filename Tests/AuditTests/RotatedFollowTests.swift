import Foundation
import Testing

@testable import Audit

@Suite("Following a log that the plugin rotates")
struct RotatedFollowTests {
    private let directory: TemporaryDirectory
    private let path: String

    init() throws {
        directory = try TemporaryDirectory()
        path = directory.file()
    }

    private func rotate(_ log: AuditLog) throws {
        let aside = try log.withState { (state) throws(AuditError) in try state.rotate() }
        try #require(aside != nil)
    }

    private func reasons(
        _ follower: inout LogFollower,
        _ look: (inout LogFollower, (borrowing RecordedDecision, LogFollower.Item) -> Void) throws -> Void
    ) rethrows -> [String] {
        var found: [String] = []
        try look(&follower) { record, item in
            if case .record = item { found.append(record.text(.reason)) }
        }
        return found
    }

    @Test(
        "however many rotations come between two looks, no record is missed and none comes twice",
        arguments: [true, false]
    )
    func missesNothing(isCompressed: Bool) throws {
        let log = try AuditLog(path: path)
        try log.append(entry("0"))
        var follower = LogFollower(path, RecordFilter())
        #expect(try reasons(&follower) { try $0.begin(last: 10, follows: true, $1) } == ["0"])
        var number = 1
        for rotations in [1, 0, 3, 2, 0, 1] {
            var expected: [String] = []
            for _ in 0..<rotations {
                try log.append(entry("\(number)"))
                expected.append("\(number)")
                number += 1
                try rotate(log)
                if isCompressed {
                    for file in RotatedLogs.files(of: path) where !file.isCompressed {
                        try LogPacker(log: path).pack(file)
                    }
                }
            }
            try log.append(entry("\(number)"))
            expected.append("\(number)")
            number += 1
            #expect(reasons(&follower) { $0.poll($1) } == expected)
        }
    }

    @Test("the last records are found in the files before, too", arguments: [1, 2, 5, 9, 20])
    func lastOfMany(count: Int) throws {
        let log = try AuditLog(path: path)
        for number in 0..<9 {
            try log.append(entry("\(number)"))
            if number % 3 == 2 { try rotate(log) }
        }
        try LogPacker(log: path).pack(RotatedLogs.files(of: path)[0])
        var follower = LogFollower(path, RecordFilter())
        let expected = (0..<9).suffix(count).map(String.init)
        #expect(try reasons(&follower) { try $0.begin(last: count, follows: false, $1) } == expected)
    }
}
