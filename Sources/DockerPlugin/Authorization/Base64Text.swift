/// Checks base64 without decoding it, so that a broken call is known before anybody looks at its body.
enum Base64Text {
    /// The offset of the first byte that makes the text something else than padded base64 (RFC 4648, section 4), or nothing.
    ///
    /// Agrees with `Base64.decode`: also a text whose last unused bits aren't zero is refused.
    static func fault(in text: Span<UInt8>) -> Int? {
        let count = text.count
        guard count > 0 else { return nil }
        guard count % 4 == 0 else { return count }
        let padding = text[count - 1] != UInt8(ascii: "=") ? 0 : text[count - 2] != UInt8(ascii: "=") ? 1 : 2
        let end = count - padding
        if let offset = firstForeignByte(text, end) { return offset }
        guard padding > 0 else { return nil }
        let unused: UInt8 = padding == 1 ? 0x03 : 0x0F
        return value(text[end - 1]) & unused == 0 ? nil : end - 1
    }

    private static func firstForeignByte(_ text: Span<UInt8>, _ end: Int) -> Int? {
        let raw = text.bytes
        var at = 0
        var good = high
        while at &+ 16 <= end {
            good &= alphabetBits(raw.unsafeLoadUnaligned(fromByteOffset: at, as: UInt64.self))
            good &= alphabetBits(raw.unsafeLoadUnaligned(fromByteOffset: at &+ 8, as: UInt64.self))
            at &+= 16
        }
        // Which byte it was is worth a second look only when there is one.
        if good != high { at = 0 }
        while at < end {
            guard isAlphabet(text[at]) else { return at }
            at &+= 1
        }
        return nil
    }

    private static let ones: UInt64 = 0x0101_0101_0101_0101
    private static let high: UInt64 = 0x8080_8080_8080_8080

    /// The high bit of each of eight bytes: whether it is of the alphabet.
    @inline(__always)
    private static func alphabetBits(_ word: UInt64) -> UInt64 {
        let ascii = word & ~high
        let lowered = ascii | ones &* 0x20
        let letter = bytes(lowered, from: "a") & ~bytes(lowered, from: "{")
        let digitOrSlash = bytes(ascii, from: "/") & ~bytes(ascii, from: ":")
        let other = bytes(ascii ^ ones &* 0x2B, from: "\u{1}")
        return (letter | digitOrSlash | ~other) & ~word & high
    }

    /// The high bit of each byte below 0x80: whether it is at least the bound.
    @inline(__always)
    private static func bytes(_ word: UInt64, from bound: Unicode.Scalar) -> UInt64 {
        (word | high) &- ones &* UInt64(bound.value)
    }

    private static func isAlphabet(_ byte: UInt8) -> Bool {
        (byte | 0x20) &- UInt8(ascii: "a") < 26 || byte &- UInt8(ascii: "/") < 11 || byte == UInt8(ascii: "+")
    }

    /// The six bits of a byte of the alphabet.
    private static func value(_ byte: UInt8) -> UInt8 {
        switch byte {
        case UInt8(ascii: "A")...UInt8(ascii: "Z"): byte - UInt8(ascii: "A")
        case UInt8(ascii: "a")...UInt8(ascii: "z"): byte - UInt8(ascii: "a") + 26
        case UInt8(ascii: "0")...UInt8(ascii: "9"): byte - UInt8(ascii: "0") + 52
        case UInt8(ascii: "+"): 62
        default: 63
        }
    }
}
