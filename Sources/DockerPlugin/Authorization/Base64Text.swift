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
        while at &+ 16 <= end {
            let block = raw.unsafeLoadUnaligned(fromByteOffset: at, as: SIMD16<UInt8>.self)
            let letter = ((block | 0x20) &- UInt8(ascii: "a")) .< 26
            let digitOrSlash = (block &- UInt8(ascii: "/")) .< 11
            let plus = block .== UInt8(ascii: "+")
            guard all(letter .| digitOrSlash .| plus) else { break }
            at &+= 16
        }
        while at < end {
            guard isAlphabet(text[at]) else { return at }
            at &+= 1
        }
        return nil
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
