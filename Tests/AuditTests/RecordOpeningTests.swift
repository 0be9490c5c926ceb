import TestSupport
import Testing

@testable import Audit

@Suite("The beginning of a record, kept from one to the next")
struct RecordOpeningTests {
    private func text(_ opening: RecordOpening) -> String {
        opening.bytes.span.withUnsafeBufferPointer { String(decoding: $0, as: UTF8.self) }
    }

    @Test("is the time's own, however clocks jump")
    func anyOrder() {
        var random = SeededGenerator(seed: 5)
        var opening = RecordOpening()
        let edges: [Int64] = [
            0, -1, 1, 999_999, 1_000_000, -999_999, -1_000_000, .min, .max, 253_402_300_799_999_999,
            253_402_300_800_000_000, 253_402_300_799_000_000, -62_167_219_200_000_000, -62_167_219_200_000_001,
        ]
        var last: Int64 = 1_790_000_000_000_000
        for _ in 0..<20_000 {
            switch random.next() % 8 {
            case 0: last = edges[Int(random.next() % UInt64(edges.count))]
            case 1: last = Int64(bitPattern: random.next())
            case 2: last = Int64(random.next() % 4_000_000_000_000_000)
            default: last = last &+ Int64(random.next() % 700_000) &- 200_000
            }
            let time = Timestamp(microseconds: last)
            opening.set(time)
            #expect(text(opening) == "{\"time\":\"\(time)\",\"seq\":", "\(last)")
        }
    }
}
