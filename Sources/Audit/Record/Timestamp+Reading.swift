extension Timestamp {
    /// Reads a moment as RFC 3339 writes it, with any offset and any number of decimals; those beyond microseconds are
    /// cut off. A leap second is taken as the last one before it.
    ///
    /// - Returns: Nothing for what isn't one.
    public init?(_ text: Span<UInt8>) {
        guard text.count >= 20, let year = Self.number(text, 0..<4), text[4] == UInt8(ascii: "-"),
            let month = Self.number(text, 5..<7), text[7] == UInt8(ascii: "-"), let day = Self.number(text, 8..<10),
            text[10] | 0x20 == UInt8(ascii: "t") || text[10] == UInt8(ascii: " "),
            let hour = Self.number(text, 11..<13), text[13] == UInt8(ascii: ":"),
            let minute = Self.number(text, 14..<16), text[16] == UInt8(ascii: ":"),
            let second = Self.number(text, 17..<19), (1...12).contains(month), day >= 1,
            day <= Self.days(of: month, in: year), hour < 24, minute < 60, second <= 60
        else { return nil }
        var at = 19
        var fraction: Int64 = 0
        if text[at] == UInt8(ascii: ".") {
            at += 1
            var unit: Int64 = 100_000
            let first = at
            while at < text.count, text[at] &- UInt8(ascii: "0") < 10 {
                fraction += Int64(text[at] &- UInt8(ascii: "0")) * unit
                unit /= 10
                at += 1
            }
            guard at > first else { return nil }
        }
        guard at < text.count, let offset = Self.offset(text, at) else { return nil }
        let clock = hour * 3600 + minute * 60 + min(second, 59) - offset * 60
        microseconds = (Self.days(year, month, day) * 86400 + clock) * 1_000_000 + fraction
    }

    public init?(_ text: String) {
        var text = text
        guard let moment = text.withUTF8({ Timestamp(Span(_unsafeElements: $0)) }) else { return nil }
        self = moment
    }

    /// Minutes that the clock is ahead of UTC.
    private static func offset(_ text: Span<UInt8>, _ at: Int) -> Int64? {
        if text[at] | 0x20 == UInt8(ascii: "z") { return at + 1 == text.count ? 0 : nil }
        guard at + 6 == text.count, text[at + 3] == UInt8(ascii: ":"), let hours = number(text, at + 1..<at + 3),
            let minutes = number(text, at + 4..<at + 6), hours < 24, minutes < 60
        else { return nil }
        switch text[at] {
        case UInt8(ascii: "+"): return hours * 60 + minutes
        case UInt8(ascii: "-"): return -(hours * 60 + minutes)
        default: return nil
        }
    }

    @inline(__always)
    private static func number(_ text: Span<UInt8>, _ range: Range<Int>) -> Int64? {
        var value: Int64 = 0
        for at in range {
            let digit = text[at] &- UInt8(ascii: "0")
            guard digit < 10 else { return nil }
            value = value &* 10 &+ Int64(digit)
        }
        return value
    }

    private static func days(of month: Int64, in year: Int64) -> Int64 {
        switch month {
        case 4, 6, 9, 11: 30
        case 2: year % 4 == 0 && (year % 100 != 0 || year % 400 == 0) ? 29 : 28
        default: 31
        }
    }

    /// Days from 1970-01-01 to a date of the proleptic Gregorian calendar, years taken from March on.
    private static func days(_ year: Int64, _ month: Int64, _ day: Int64) -> Int64 {
        let shifted = month <= 2 ? year - 1 : year
        let era = (shifted >= 0 ? shifted : shifted - 399) / 400
        let yearOfEra = shifted - era * 400
        let dayOfYear = (153 * (month > 2 ? month - 3 : month + 9) + 2) / 5 + day - 1
        return era * 146_097 + yearOfEra * 365 + yearOfEra / 4 - yearOfEra / 100 + dayOfYear - 719_468
    }
}
