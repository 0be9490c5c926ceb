/// Finds what verification needs of a record without scanning all of it; the hash vouches for the rest.
enum RecordNumber {
    /// Where a record's members after its number begin, and the number.
    struct Found {
        var sequence: UInt64
        var end: Int
    }

    /// `{"time":"` and the time are of fixed length; `,"seq":` follows.
    private static let usual = 9 + Timestamp.length + 1
    private static let name: StaticString = ",\"seq\":"
    /// A number further behind isn't looked for.
    private static let searched = 128

    static func find(_ record: Span<UInt8>) -> Found? {
        if let found = read(record, at: usual) { return found }
        var at = 1
        while at < min(record.count, searched) {
            if let found = read(record, at: at) { return found }
            at += 1
        }
        return nil
    }

    private static func read(_ record: Span<UInt8>, at start: Int) -> Found? {
        guard matches(record, name, at: start) else { return nil }
        var at = start + name.utf8CodeUnitCount
        let first = at
        var value: UInt64 = 0
        while at < record.count, at < first + 16, record[at] >= UInt8(ascii: "0"), record[at] <= UInt8(ascii: "9") {
            value = value * 10 + UInt64(record[at] - UInt8(ascii: "0"))
            at += 1
        }
        guard at > first, at < record.count, record[at] == UInt8(ascii: ","), value > 0 else { return nil }
        return Found(sequence: value, end: at)
    }

    /// Whether a text stands at an offset.
    static func matches(_ record: Span<UInt8>, _ text: StaticString, at start: Int) -> Bool {
        guard start >= 0, record.count >= start + text.utf8CodeUnitCount else { return false }
        for index in 0..<text.utf8CodeUnitCount where record[start + index] != text.utf8Start[index] { return false }
        return true
    }
}
