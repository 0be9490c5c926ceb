/// Finds a field by its name, taken as one number: no name of a field has more than eight bytes.
enum RecordNames {
    private struct Slot {
        var key: UInt64 = 0
        var field = RecordField.time
    }

    private static let slots: [Slot] = {
        var slots = [Slot](repeating: Slot(), count: 128)
        for field in RecordField.allCases {
            let bytes = UnsafeBufferPointer(start: field.name.utf8Start, count: field.name.utf8CodeUnitCount)
            guard bytes.count <= 8 else { continue }
            var key: UInt64 = 0
            for (index, byte) in bytes.enumerated() { key |= UInt64(byte) << UInt64(8 * index) }
            var at = place(key)
            while slots[at].key != 0 { at = (at + 1) & 127 }
            slots[at] = Slot(key: key, field: field)
        }
        return slots
    }()

    @inline(__always)
    private static func place(_ key: UInt64) -> Int {
        Int(truncatingIfNeeded: (key &* 0x9E37_79B9_7F4A_7C15) >> 57)
    }

    /// - Parameter range: A name without an escape.
    @inline(__always)
    static func field(_ bytes: Span<UInt8>, _ range: Range<Int>) -> RecordField? {
        let count = range.count
        guard count > 0, count <= 8, range.upperBound <= bytes.count else { return nil }
        var key: UInt64 = 0
        if range.lowerBound &+ 8 <= bytes.count {
            let word = bytes.bytes.unsafeLoadUnaligned(fromByteOffset: range.lowerBound, as: UInt64.self)
            key = UInt64(littleEndian: word) & (UInt64.max >> UInt64(64 &- 8 &* count))
        } else {
            for index in 0..<count { key |= UInt64(bytes[range.lowerBound &+ index]) << UInt64(8 &* index) }
        }
        var at = place(key)
        while slots[at].key != 0 {
            if slots[at].key == key { return slots[at].field }
            at = (at &+ 1) & 127
        }
        return nil
    }
}
