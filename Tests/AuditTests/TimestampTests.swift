import Foundation
import TestSupport
import Testing

@testable import Audit

@Suite("Timestamps")
struct TimestampTests {
    /// What Foundation makes of the same moment, to the second.
    private let reference: ISO8601DateFormatter = {
        let formatter = ISO8601DateFormatter()
        formatter.formatOptions = [.withInternetDateTime]
        formatter.timeZone = TimeZone(identifier: "UTC")
        return formatter
    }()

    private func expected(_ microseconds: Int64) -> String {
        let whole = microseconds / 1_000_000 - (microseconds % 1_000_000 < 0 ? 1 : 0)
        var fraction = String(microseconds - whole * 1_000_000)
        fraction = String(repeating: "0", count: 6 - fraction.count) + fraction
        let text = reference.string(from: Date(timeIntervalSince1970: TimeInterval(whole)))
        return text.replacingOccurrences(of: "Z", with: ".\(fraction)Z")
    }

    @Test("each day from 1600 to 2400 reads as Foundation's proleptic Gregorian calendar has it")
    func days() {
        // Foundation's calendar is Julian before October 1582, RFC 3339's never.
        let first: Int64 = -11_676_096_000  // 1600-01-01
        for day in 0..<292_194 {
            let microseconds = (first + Int64(day) * 86400) * 1_000_000 + Int64(day % 86400) * 1_000_000
            guard Timestamp(microseconds: microseconds).description == expected(microseconds) else {
                Issue.record("day \(day): \(Timestamp(microseconds: microseconds)), not \(expected(microseconds))")
                return
            }
        }
    }

    @Test("moments spread over four centuries, with their microseconds")
    func moments() {
        var generator = SeededGenerator(seed: 42)
        for _ in 0..<20_000 {
            let microseconds = Int64.random(in: -6_000_000_000_000_000...13_000_000_000_000_000, using: &generator)
            #expect(Timestamp(microseconds: microseconds).description == expected(microseconds))
        }
    }

    @Test(
        "edges of years, leap days and the epoch",
        arguments: [
            (0, "1970-01-01T00:00:00.000000Z"), (-1, "1969-12-31T23:59:59.999999Z"), (1, "1970-01-01T00:00:00.000001Z"),
            (951_782_400_000_000, "2000-02-29T00:00:00.000000Z"),
            (4_107_542_400_000_000, "2100-03-01T00:00:00.000000Z"),
            (-62_135_596_800_000_000, "0001-01-01T00:00:00.000000Z"),
            (-62_167_219_200_000_000, "0000-01-01T00:00:00.000000Z"),
            (253_402_300_799_999_999, "9999-12-31T23:59:59.999999Z"),
            (1_795_470_067_123_456, "2026-11-23T21:41:07.123456Z"),
        ] as [(Int64, String)]
    )
    func edges(microseconds: Int64, text: String) {
        #expect(Timestamp(microseconds: microseconds).description == text)
    }

    @Test("a moment that RFC 3339 can't write becomes the nearest one that it can", arguments: [Int64.min, .max])
    func outside(microseconds: Int64) {
        let text = Timestamp(microseconds: microseconds).description
        #expect(text.utf8.count == Timestamp.length)
        #expect(text == (microseconds < 0 ? "0000-01-01T00:00:00.000000Z" : "9999-12-31T23:59:59.999999Z"))
    }

    @Test("now is Foundation's now")
    func now() {
        let before = Date().timeIntervalSince1970
        let now = Double(Timestamp.now().microseconds) / 1_000_000
        let after = Date().timeIntervalSince1970
        #expect(now >= before - 0.001 && now <= after + 0.001)
    }
}
