import Testing

@testable import Audit

@Suite("Decision ids")
struct DecisionIDTests {
    @Test(
        "the text is 16 lower-case digits and reads back",
        arguments: [0, 1, 0x7f3a, .max, 0x0123_4567_89ab_cdef] as [UInt64]
    )
    func text(value: UInt64) {
        let id = DecisionID(value: value)
        #expect(id.description.utf8.count == 16)
        #expect(id.description == id.description.lowercased())
        #expect(DecisionID(id.description) == id)
        #expect(DecisionID(id.description.uppercased()) == id)
    }

    @Test("digits stand in their places")
    func digits() {
        #expect(DecisionID(value: 0x0123_4567_89ab_cdef).description == "0123456789abcdef")
    }

    @Test(
        "anything else is no id",
        arguments: [
            "", "7f3a", "0123456789abcde", "0123456789abcdef0", "+123456789abcdef", "-123456789abcdef",
            "0123456789abcdeg", "0x23456789abcdef", "٠123456789abcde",
        ]
    )
    func refused(text: String) {
        #expect(DecisionID(text) == nil)
    }

    @Test("no two of many are the same, and every bit is used")
    func unique() {
        let ids = (0..<100_000).map { _ in DecisionID() }
        #expect(Set(ids).count == ids.count)
        #expect(ids.reduce(UInt64(0)) { $0 | $1.value } == .max)
        #expect(ids.reduce(UInt64.max) { $0 & $1.value } == 0)
    }

    @Test("a source never gives the same one twice, over many fillings")
    func source() {
        var source = DecisionIDSource()
        let ids = (0..<100_000).map { _ in source.next() }
        #expect(Set(ids).count == ids.count)
        #expect(ids.reduce(UInt64(0)) { $0 | $1.value } == .max)
        #expect(ids.reduce(UInt64.max) { $0 & $1.value } == 0)
        var other = DecisionIDSource()
        #expect(!ids.contains(other.next()))
    }
}
