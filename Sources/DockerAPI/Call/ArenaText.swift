import StrictJSON

/// Comparisons of texts that lie in one arena.
enum ArenaText {
    /// Below, at or above 0 as the left text comes before, is the same as, or comes after the right one, by bytes.
    static func compare(_ arena: [UInt8], _ left: ByteRange, _ right: ByteRange) -> Int {
        compare(arena, left.range, arena, right.range)
    }

    static func compare(_ left: [UInt8], _ a: Range<Int>, _ right: [UInt8], _ b: Range<Int>) -> Int {
        let shared = min(a.count, b.count)
        for index in 0..<shared {
            let (x, y) = (left[a.lowerBound &+ index], right[b.lowerBound &+ index])
            if x != y { return x < y ? -1 : 1 }
        }
        return a.count - b.count
    }

    @inline(__always)
    static func equal(_ arena: [UInt8], _ range: Range<Int>, _ text: Span<UInt8>) -> Bool {
        guard range.count == text.count else { return false }
        for index in 0..<text.count where arena[range.lowerBound &+ index] != text[index] { return false }
        return true
    }

    static func equal(_ arena: [UInt8], _ range: Range<Int>, _ text: StaticString) -> Bool {
        guard range.count == text.utf8CodeUnitCount else { return false }
        for index in 0..<range.count where arena[range.lowerBound &+ index] != text.utf8Start[index] { return false }
        return true
    }

    /// Whether both are the same when ASCII letters have no case.
    static func equalIgnoringCase(_ arena: [UInt8], _ range: Range<Int>, _ text: Span<UInt8>) -> Bool {
        guard range.count == text.count else { return false }
        for index in 0..<text.count where lower(arena[range.lowerBound &+ index]) != lower(text[index]) { return false }
        return true
    }

    static func equalIgnoringCase(_ arena: [UInt8], _ range: Range<Int>, _ text: StaticString) -> Bool {
        guard range.count == text.utf8CodeUnitCount else { return false }
        for index in 0..<range.count where lower(arena[range.lowerBound &+ index]) != lower(text.utf8Start[index]) {
            return false
        }
        return true
    }

    @inline(__always)
    static func lower(_ byte: UInt8) -> UInt8 {
        byte &- UInt8(ascii: "A") < 26 ? byte | 0x20 : byte
    }

    static func text(_ arena: [UInt8], _ range: Range<Int>) -> String {
        String(decoding: arena[range.clamped(to: 0..<arena.count)], as: UTF8.self)
    }
}

/// Whether bytes of an arena are well-formed UTF-8.
enum UTF8Check {
    static func isValid(_ arena: [UInt8], _ range: Range<Int>) -> Bool {
        UTF8Sequence.isValid(arena.span.extracting(range))
    }
}
