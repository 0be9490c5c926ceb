/// The scanner's steps over single lexemes: each takes an offset and gives back the one where it stopped.
///
/// Static functions on purpose: closures that capture the position were measured six times slower.
enum JSONLexer {
    struct StringEnd {
        /// Offset of the closing quote, or of the fault.
        var end: Int
        var hasEscape: Bool
        var fault: JSONFault.Reason?
    }

    struct NumberEnd {
        var end: Int
        var fault: JSONFault.Reason?
    }

    struct WordEnd {
        var end: Int
        var kind: JSONKind?
    }

    @inline(__always)
    static func skipSpace(_ bytes: Span<UInt8>, _ from: Int) -> Int {
        // Mostly there is none.
        guard from < bytes.count, bytes[from] <= 0x20 else { return from }
        return skipManySpaces(bytes, from)
    }

    private static func skipManySpaces(_ bytes: Span<UInt8>, _ from: Int) -> Int {
        var at = from
        while at < bytes.count {
            let byte = bytes[at]
            guard byte == 0x20 || byte == 0x0A || byte == 0x0D || byte == 0x09 else { break }
            at &+= 1
        }
        return at
    }

    /// - Parameter from: The first byte after the opening quote.
    @inline(__always)
    static func scanString(_ bytes: Span<UInt8>, _ from: Int) -> StringEnd {
        let at = skipPlain(bytes, from)
        if at < bytes.count, bytes[at] == UInt8(ascii: "\"") { return StringEnd(end: at, hasEscape: false, fault: nil) }
        return scanSpecialString(bytes, at)
    }

    private static func scanSpecialString(_ bytes: Span<UInt8>, _ from: Int) -> StringEnd {
        let count = bytes.count
        var at = from
        var hasEscape = false
        while true {
            at = skipPlain(bytes, at)
            guard at < count else { return StringEnd(end: count, hasEscape: hasEscape, fault: .truncated) }
            let byte = bytes[at]
            if byte == UInt8(ascii: "\"") { return StringEnd(end: at, hasEscape: hasEscape, fault: nil) }
            if byte == UInt8(ascii: "\\") {
                hasEscape = true
                let escape = scanEscape(bytes, at)
                if escape.fault != nil { return StringEnd(end: escape.end, hasEscape: true, fault: escape.fault) }
                at = escape.end
            } else if byte < 0x20 {
                return StringEnd(end: at, hasEscape: hasEscape, fault: .controlCharacter)
            } else {
                let length = UTF8Sequence.length(bytes, at)
                guard length > 0 else { return StringEnd(end: at, hasEscape: hasEscape, fault: .invalidUTF8) }
                at &+= length
            }
        }
    }

    /// The first byte that is a quote, a backslash, a control character or beyond ASCII, or the end.
    @inline(__always)
    private static func skipPlain(_ bytes: Span<UInt8>, _ from: Int) -> Int {
        let count = bytes.count
        let raw = bytes.bytes
        var at = from
        // The one unchecked read: the condition of the loop is its check.
        while at &+ 8 <= count {
            let special = specialBytes(
                UInt64(littleEndian: raw.unsafeLoadUnaligned(fromByteOffset: at, as: UInt64.self))
            )
            if special != 0 { return at &+ special.trailingZeroBitCount / 8 }
            at &+= 8
            // What is long already will mostly be longer: a body in base64, a certificate.
            if at == from &+ 64 { at = skipPlainBlocks(bytes, at) }
        }
        while at < count {
            let byte = bytes[at]
            if byte < 0x20 || byte >= 0x80 || byte == UInt8(ascii: "\"") || byte == UInt8(ascii: "\\") { break }
            at &+= 1
        }
        return at
    }

    /// The start of the first block of 64 bytes that may hold a special byte, or is cut off by the end.
    private static func skipPlainBlocks(_ bytes: Span<UInt8>, _ from: Int) -> Int {
        let raw = bytes.bytes
        var at = from
        // The one unchecked read: the condition of the loop is its check.
        while at &+ 64 <= bytes.count {
            var found: UInt64 = 0
            for index in 0..<8 {
                let word = raw.unsafeLoadUnaligned(fromByteOffset: at &+ index &* 8, as: UInt64.self)
                // As below, but for a space and an exclamation mark, which are taken for special too.
                found |= word | (word &- ones &* 0x23) | ((word ^ ones &* 0x5C) &- ones)
            }
            guard found & highs == 0 else { break }
            at &+= 64
        }
        return at
    }

    private static let ones: UInt64 = 0x0101_0101_0101_0101
    private static let highs: UInt64 = 0x8080_8080_8080_8080

    /// The highest bit of each special byte. Behind the first one there may be more bits than special bytes.
    ///
    /// Of a byte below 0x80 the highest bit gets set by taking away more than it is, and only by that; a byte from 0x80 on
    /// is special in any case.
    ///
    /// - Parameter word: Eight bytes, the first one lowest.
    @inline(__always)
    static func specialBytes(_ word: UInt64) -> UInt64 {
        let quote = (word ^ ones &* 0x22) &- ones
        let backslash = (word ^ ones &* 0x5C) &- ones
        return (word | (word &- ones &* 0x20) | quote | backslash) & highs
    }

    /// - Parameter from: The backslash.
    private static func scanEscape(_ bytes: Span<UInt8>, _ from: Int) -> NumberEnd {
        let count = bytes.count
        guard from + 1 < count else { return NumberEnd(end: count, fault: .truncated) }
        switch bytes[from + 1] {
        case UInt8(ascii: "\""), UInt8(ascii: "\\"), UInt8(ascii: "/"), UInt8(ascii: "b"), UInt8(ascii: "f"),
            UInt8(ascii: "n"), UInt8(ascii: "r"), UInt8(ascii: "t"):
            return NumberEnd(end: from + 2, fault: nil)
        case UInt8(ascii: "u"):
            guard let first = hexUnit(bytes, from + 2) else { return NumberEnd(end: from, fault: .badEscape) }
            guard first & 0xF800 == 0xD800 else { return NumberEnd(end: from + 6, fault: nil) }
            guard first < 0xDC00, from + 12 <= count, bytes[from + 6] == UInt8(ascii: "\\"),
                bytes[from + 7] == UInt8(ascii: "u"), let second = hexUnit(bytes, from + 8), second & 0xFC00 == 0xDC00
            else { return NumberEnd(end: from, fault: .loneSurrogate) }
            return NumberEnd(end: from + 12, fault: nil)
        default:
            return NumberEnd(end: from, fault: .badEscape)
        }
    }

    /// Four hexadecimal digits as a UTF-16 code unit.
    static func hexUnit(_ bytes: Span<UInt8>, _ from: Int) -> UInt32? {
        guard from >= 0, from + 4 <= bytes.count else { return nil }
        var value: UInt32 = 0
        for at in from..<from + 4 {
            let byte = bytes[at]
            let digit: UInt8
            switch byte {
            case UInt8(ascii: "0")...UInt8(ascii: "9"): digit = byte - UInt8(ascii: "0")
            case UInt8(ascii: "a")...UInt8(ascii: "f"): digit = byte - UInt8(ascii: "a") + 10
            case UInt8(ascii: "A")...UInt8(ascii: "F"): digit = byte - UInt8(ascii: "A") + 10
            default: return nil
            }
            value = value << 4 | UInt32(digit)
        }
        return value
    }

    static func scanNumber(_ bytes: Span<UInt8>, _ from: Int) -> NumberEnd {
        let count = bytes.count
        var at = from
        if at < count, bytes[at] == UInt8(ascii: "-") { at += 1 }
        guard at < count else { return NumberEnd(end: count, fault: .truncated) }
        if bytes[at] == UInt8(ascii: "0") {
            at += 1
        } else {
            let end = skipDigits(bytes, at)
            guard end > at else { return NumberEnd(end: at, fault: .badNumber) }
            at = end
        }
        if at < count, bytes[at] == UInt8(ascii: ".") {
            let end = skipDigits(bytes, at + 1)
            guard end > at + 1 else { return NumberEnd(end: end, fault: end == count ? .truncated : .badNumber) }
            at = end
        }
        if at < count, bytes[at] | 0x20 == UInt8(ascii: "e") {
            at += 1
            if at < count, bytes[at] == UInt8(ascii: "+") || bytes[at] == UInt8(ascii: "-") { at += 1 }
            let end = skipDigits(bytes, at)
            guard end > at else { return NumberEnd(end: end, fault: end == count ? .truncated : .badNumber) }
            at = end
        }
        // `01` and `1x`: the digit or letter would otherwise only be called an unexpected byte.
        if at < count, isWordByte(bytes[at]) { return NumberEnd(end: at, fault: .badNumber) }
        return NumberEnd(end: at, fault: nil)
    }

    private static func skipDigits(_ bytes: Span<UInt8>, _ from: Int) -> Int {
        var at = from
        while at < bytes.count, bytes[at] &- UInt8(ascii: "0") < 10 { at += 1 }
        return at
    }

    private static func isWordByte(_ byte: UInt8) -> Bool {
        byte &- UInt8(ascii: "0") < 10 || (byte | 0x20) &- UInt8(ascii: "a") < 26
    }

    static func scanWord(_ bytes: Span<UInt8>, _ from: Int) -> WordEnd {
        switch bytes[from] {
        case UInt8(ascii: "t"): scanWord(bytes, from, "true", .true)
        case UInt8(ascii: "f"): scanWord(bytes, from, "false", .false)
        case UInt8(ascii: "n"): scanWord(bytes, from, "null", .null)
        default: WordEnd(end: from, kind: nil)
        }
    }

    private static func scanWord(_ bytes: Span<UInt8>, _ from: Int, _ word: StaticString, _ kind: JSONKind) -> WordEnd {
        let length = word.utf8CodeUnitCount
        guard from + length <= bytes.count else { return WordEnd(end: from, kind: nil) }
        for index in 0..<length where bytes[from + index] != word.utf8Start[index] {
            return WordEnd(end: from + index, kind: nil)
        }
        return WordEnd(end: from + length, kind: kind)
    }
}
