import TestSupport
import Testing

@testable import StrictJSON

@Suite struct UTF8SequenceTests {
    @Test func everyScalarIsASequence() {
        var checked = 0
        for value in (0...0x10FFFF as ClosedRange<UInt32>)
        where value < 0x1_0000 || value % 61 == 0 || value > 0x10_FF00 {
            guard let scalar = Unicode.Scalar(value), let units = UTF8.encode(scalar) else { continue }
            let bytes = Array(units)
            if UTF8Sequence.length(bytes.span, 0) != bytes.count { Issue.record("U+\(String(value, radix: 16))") }
            let short = Array(bytes.dropLast())
            let shortLength = UTF8Sequence.length(short.span, 0)
            if shortLength != 0 { Issue.record("U+\(String(value, radix: 16)) cut short") }
            checked += 1
        }
        #expect(checked > 63_000)
    }

    @Test func agreesWithTheStandardLibrary() {
        var random = SeededGenerator(seed: 21)
        let leads: [UInt8] = [
            0x41, 0x80, 0x9F, 0xA0, 0xBF, 0xC0, 0xC2, 0xDF, 0xE0, 0xE1, 0xED, 0xEF, 0xF0, 0xF1, 0xF4, 0xF5, 0xFF, 0x8F,
            0x90,
        ]
        for _ in 0..<60_000 {
            let bytes = (0..<Int.random(in: 0...5, using: &random)).map { _ in leads.randomElement(using: &random) ?? 0
            }
            let expected = String(validating: bytes, as: UTF8.self) != nil
            if UTF8Sequence.isValid(bytes.span) != expected { Issue.record("\(bytes)") }
        }
    }

    @Test func offsetsOutsideAreNoSequence() {
        let bytes: [UInt8] = [0x41]
        #expect(UTF8Sequence.length(bytes.span, -1) == 0)
        #expect(UTF8Sequence.length(bytes.span, 1) == 0)
        #expect(UTF8Sequence.length(bytes.span, Int.max) == 0)
    }
}
