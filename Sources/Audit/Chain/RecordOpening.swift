/// How every record begins: `{"time":"…","seq":`, kept from one record to the next.
///
/// Most records have their second in common with the one before, and then only its fraction is written anew.
struct RecordOpening: Sendable {
    private(set) var bytes: InlineArray<44, UInt8>
    /// Whole seconds of what stands there; nothing at first.
    private var second: Int64?

    /// Where the time stands, and where its fraction, in ``bytes``.
    private static let time = 9
    private static let fraction = 29

    init() {
        bytes = InlineArray(repeating: 0)
        let text: StaticString = "{\"time\":\"0000-00-00T00:00:00.000000Z\",\"seq\":"
        for index in 0..<min(text.utf8CodeUnitCount, bytes.count) { bytes[index] = text.utf8Start[index] }
    }

    mutating func set(_ time: Timestamp) {
        let (whole, fraction) = time.microseconds.quotientAndRemainder(dividingBy: 1_000_000)
        guard whole == second, fraction >= 0 else {
            let text = time.text
            for index in text.indices { bytes[Self.time + index] = text[index] }
            // What is written of a moment outside of RFC 3339's years isn't its own second.
            second = time.isWritable && fraction >= 0 ? whole : nil
            return
        }
        var rest = UInt32(truncatingIfNeeded: fraction)
        for place in (Self.fraction..<Self.fraction + 6).reversed() {
            bytes[place] = UInt8(ascii: "0") &+ UInt8(truncatingIfNeeded: rest % 10)
            rest /= 10
        }
    }
}
