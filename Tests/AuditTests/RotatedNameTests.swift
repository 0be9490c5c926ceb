import TestSupport
import Testing

@testable import Audit

@Suite struct RotatedNameTests {
    private let time = Timestamp(microseconds: 1_795_853_352_000_000)

    @Test func namesAreReadAsTheyAreWritten() throws {
        var random = SeededGenerator(seed: 5)
        for _ in 0..<500 {
            let name = RotatedName(
                log: "/var/log/dockreeve/audit.jsonl",
                last: .random(in: 1...LogTail.highestSequence, using: &random),
                time: Timestamp(microseconds: .random(in: 0...4_000_000_000, using: &random) * 1_000_000)
            )
            for name in [name.plain, name.compressed] {
                let read = try #require(RotatedName(String(name.path.dropFirst(19)), of: name.log))
                #expect(read == name && read.path == name.path)
                #expect(RotatedLogs.isRotated(name.path.dropFirst(name.log.count)))
            }
            #expect(RotatedLogs.isRotated(fileName: name.path.dropFirst(19)))
        }
    }

    @Test func theyLookLikeThis() {
        let name = RotatedName(log: "/l/audit.jsonl", last: 12345, time: time)
        #expect(name.path == "/l/audit.jsonl.0000000000012345-20261128T080912Z")
        #expect(name.compressed.path == name.path + ".gz")
    }

    @Test(arguments: [
        "audit.jsonl", "audit.jsonl.1", "audit.jsonl.1.gz", "audit.jsonl-20261128", "audit.jsonl.torn", "audit.jsonl.",
        "audit.jsonl.0000000000012345", "audit.jsonl.0000000000012345-20261128T080912",
        "other.0000000000012345-20261128T080912Z",
        "audit.jsonl.000000000001234x-20261128T080912Z", "audit.jsonl.0000000000012345-20261328T080912Z",
        "audit.jsonl.0000000000012345-20261128T080912Z.xz", "audit.jsonl.0000000000000000-20261128T080912Z",
        "audit.jsonl.+000000000012345-20261128T080912Z", "audit.jsonl.0000000000012345 20261128T080912Z",
        ".audit.jsonl.0000000000012345-20261128T080912Z",
    ])
    func othersAreNot(_ name: String) {
        #expect(RotatedName(name, of: "/l/audit.jsonl") == nil)
    }

    @Test func theClockIsTrustedUnlessItJumps() {
        let hour: Int64 = 3_600_000_000
        var clock = ClockTrust()
        func look(_ clock: inout ClockTrust, _ wall: Int64, _ running: Int64, last: Int64? = nil) -> Bool {
            let lastWritten = last.map { Timestamp(microseconds: $0) }
            return clock.isTrusted(wall: Timestamp(microseconds: wall), running: running, lastWritten: lastWritten)
        }
        #expect(look(&clock, 100 * hour, hour, last: 99 * hour))
        #expect(look(&clock, 101 * hour, 2 * hour))
        #expect(!look(&clock, 9000 * hour, 3 * hour), "years in an hour")
        #expect(!look(&clock, 9023 * hour, 26 * hour))
        #expect(look(&clock, 9025 * hour, 28 * hour), "a day later")
        #expect(!look(&clock, 100 * hour, 29 * hour), "and back")
        var started = ClockTrust()
        #expect(!look(&started, 9000 * hour, hour, last: 100 * hour), "the log was written to long ago")
        #expect(look(&started, 9025 * hour, 26 * hour))
        var new = ClockTrust()
        #expect(look(&new, 9000 * hour, hour))
    }
}
