import Glibc

/// A moment of the wall clock: whole microseconds since 1970-01-01T00:00:00Z, leap seconds not counted (POSIX time).
public struct Timestamp: Sendable, Hashable {
    public let microseconds: Int64

    public init(microseconds: Int64) {
        self.microseconds = microseconds
    }

    /// The wall clock now. It can jump back; a record's `seq` tells the order.
    public static func now() -> Timestamp {
        var time = timespec()
        guard clock_gettime(CLOCK_REALTIME, &time) == 0 else { return Timestamp(microseconds: 0) }
        return Timestamp(microseconds: Int64(time.tv_sec) &* 1_000_000 &+ Int64(time.tv_nsec) / 1000)
    }

    /// Bytes of ``text``, always.
    public static let length = 27

    /// The moment as RFC 3339 writes it, in UTC: `2026-11-23T21:41:07.123456Z`.
    ///
    /// RFC 3339 knows the years 0000 to 9999; a moment outside of them is written as the first or last one inside.
    public var text: InlineArray<27, UInt8> {
        let inside = min(max(microseconds, Self.first), Self.last)
        let (seconds, fraction) = Self.floor(inside, 1_000_000)
        let (days, clock) = Self.floor(seconds, 86400)
        let date = Self.civil(days: days)
        var text = InlineArray<27, UInt8>(repeating: UInt8(ascii: "-"))
        Self.write(date.year, 0..<4, into: &text)
        Self.write(date.month, 5..<7, into: &text)
        Self.write(date.day, 8..<10, into: &text)
        text[10] = UInt8(ascii: "T")
        Self.write(clock / 3600, 11..<13, into: &text)
        text[13] = UInt8(ascii: ":")
        Self.write(clock / 60 % 60, 14..<16, into: &text)
        text[16] = UInt8(ascii: ":")
        Self.write(clock % 60, 17..<19, into: &text)
        text[19] = UInt8(ascii: ".")
        Self.write(fraction, 20..<26, into: &text)
        text[26] = UInt8(ascii: "Z")
        return text
    }

    /// 0000-01-01T00:00:00Z and 9999-12-31T23:59:59.999999Z.
    private static let first: Int64 = -62_167_219_200_000_000
    private static let last: Int64 = 253_402_300_799_999_999

    /// Whether ``text`` is this very moment.
    var isWritable: Bool { (Self.first...Self.last).contains(microseconds) }

    /// Division that rounds down, so that moments before 1970 have a fraction that counts upwards too.
    private static func floor(_ value: Int64, _ unit: Int64) -> (Int64, Int64) {
        let (quotient, remainder) = value.quotientAndRemainder(dividingBy: unit)
        return remainder < 0 ? (quotient - 1, remainder + unit) : (quotient, remainder)
    }

    /// The proleptic Gregorian date of a day counted from 1970-01-01.
    ///
    /// Years begin in March here, so that the leap day is the last of its year, and the calendar repeats every 400 years
    /// (146 097 days).
    private static func civil(days: Int64) -> (year: Int64, month: Int64, day: Int64) {
        let (era, dayOfEra) = floor(days + 719_468, 146_097)
        let yearOfEra = (dayOfEra - dayOfEra / 1460 + dayOfEra / 36524 - dayOfEra / 146_096) / 365
        let dayOfYear = dayOfEra - (365 * yearOfEra + yearOfEra / 4 - yearOfEra / 100)
        let monthFromMarch = (5 * dayOfYear + 2) / 153
        let day = dayOfYear - (153 * monthFromMarch + 2) / 5 + 1
        let month = monthFromMarch < 10 ? monthFromMarch + 3 : monthFromMarch - 9
        return (400 * era + yearOfEra + (month <= 2 ? 1 : 0), month, day)
    }

    /// Writes a number's last digits, as many as there are places.
    @inline(__always)
    private static func write(_ value: Int64, _ places: Range<Int>, into text: inout InlineArray<27, UInt8>) {
        var rest = UInt32(truncatingIfNeeded: value)
        for place in places.reversed() {
            text[place] = UInt8(ascii: "0") &+ UInt8(truncatingIfNeeded: rest % 10)
            rest /= 10
        }
    }
}

extension Timestamp: Comparable {
    public static func < (left: Timestamp, right: Timestamp) -> Bool { left.microseconds < right.microseconds }
}

extension Timestamp: CustomStringConvertible {
    public var description: String {
        let text = text
        return text.span.withUnsafeBufferPointer { String(decoding: $0, as: UTF8.self) }
    }
}
