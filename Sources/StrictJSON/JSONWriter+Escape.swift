extension JSONWriter {
    /// Appends text with JSON's escapes, without the quotes around it.
    ///
    /// Beside what RFC 8259 asks for, DEL and the C1 control characters are escaped, U+2028, U+2029 and U+FEFF, and the
    /// characters that turn the direction of text (UAX #9): a record that is shown on a terminal or in a page can't act
    /// there, nor look like another one.
    public static func appendEscaped(_ text: Span<UInt8>, to output: inout [UInt8]) {
        var plain = 0
        output.append(room: text.count) { free in
            plain = free.putPlain(text)
            return plain
        }
        if plain < text.count { appendEscaped(text, from: plain, to: &output) }
    }

    /// - Parameter start: Of what comes before nothing is appended.
    static func appendEscaped(_ text: Span<UInt8>, from start: Int, to output: inout [UInt8]) {
        var at = start
        var plain = start
        while true {
            at = skipPlain(text, at)
            guard at < text.count else { break }
            let length = text[at] < 0x80 ? 1 : UTF8Sequence.length(text, at)
            if length > 1, !isInvisible(text, at, length) {
                at &+= length
                continue
            }
            append(text, plain..<at, to: &output)
            appendEscape(text, at, length, to: &output)
            at &+= max(length, 1)
            plain = at
        }
        append(text, plain..<text.count, to: &output)
    }

    /// The first byte that is a quote, a backslash, a control character or beyond ASCII, or the end.
    private static func skipPlain(_ text: Span<UInt8>, _ from: Int) -> Int {
        let count = text.count
        let raw = text.bytes
        var at = from
        // The one unchecked read: the condition of the loop is its check.
        while at &+ 8 <= count {
            let special = specialBytes(
                UInt64(littleEndian: raw.unsafeLoadUnaligned(fromByteOffset: at, as: UInt64.self))
            )
            if special != 0 { return at &+ special.trailingZeroBitCount / 8 }
            at &+= 8
        }
        while at < count {
            let byte = text[at]
            if byte < 0x20 || byte >= 0x7F || byte == UInt8(ascii: "\"") || byte == UInt8(ascii: "\\") { break }
            at &+= 1
        }
        return at
    }

    /// The highest bit of each byte that isn't written as it is; as ``JSONLexer/specialBytes(_:)``, and DEL.
    @inline(__always)
    static func specialBytes(_ word: UInt64) -> UInt64 {
        let delete = word ^ 0x7F7F_7F7F_7F7F_7F7F
        let zeroInDelete = (delete &- 0x0101_0101_0101_0101) & ~delete & 0x8080_8080_8080_8080
        return JSONLexer.specialBytes(word) | zeroInDelete
    }

    private static func append(_ text: Span<UInt8>, _ range: Range<Int>, to output: inout [UInt8]) {
        guard !range.isEmpty else { return }
        text.extracting(range).withUnsafeBufferPointer { output.append(contentsOf: $0) }
    }

    private static func isInvisible(_ text: Span<UInt8>, _ at: Int, _ length: Int) -> Bool {
        switch unit(text, at, length) {
        case 0x80...0x9F, 0x061C, 0x200E...0x200F, 0x2028...0x202E, 0x2066...0x2069, 0xFEFF: true
        default: false
        }
    }

    /// The UTF-16 code unit of a sequence of up to three bytes; the replacement character for any other.
    private static func unit(_ text: Span<UInt8>, _ at: Int, _ length: Int) -> UInt16 {
        switch length {
        case 1: UInt16(text[at])
        case 2: UInt16(text[at] & 0x1F) << 6 | UInt16(text[at &+ 1] & 0x3F)
        case 3: UInt16(text[at] & 0x0F) << 12 | UInt16(text[at &+ 1] & 0x3F) << 6 | UInt16(text[at &+ 2] & 0x3F)
        default: 0xFFFD
        }
    }

    private static func appendEscape(_ text: Span<UInt8>, _ at: Int, _ length: Int, to output: inout [UInt8]) {
        let byte = text[at]
        output.append(UInt8(ascii: "\\"))
        switch byte {
        case UInt8(ascii: "\""), UInt8(ascii: "\\"): output.append(byte)
        case 0x0A: output.append(UInt8(ascii: "n"))
        case 0x0D: output.append(UInt8(ascii: "r"))
        case 0x09: output.append(UInt8(ascii: "t"))
        default:
            let unit = unit(text, at, length)
            output.append(UInt8(ascii: "u"))
            output.append(hexDigit(UInt8(truncatingIfNeeded: unit >> 12)))
            output.append(hexDigit(UInt8(truncatingIfNeeded: unit >> 8) & 0xF))
            output.append(hexDigit(UInt8(truncatingIfNeeded: unit >> 4) & 0xF))
            output.append(hexDigit(UInt8(truncatingIfNeeded: unit) & 0xF))
        }
    }

    /// A lower-case hexadecimal digit.
    public static func hexDigit(_ value: UInt8) -> UInt8 {
        value < 10 ? UInt8(ascii: "0") &+ value : UInt8(ascii: "a") &+ (value & 0xF) &- 10
    }

    /// How many digits a number has.
    private static func decimalLength(_ value: UInt64) -> Int {
        var length = 1
        var rest = value
        while rest >= 10 {
            rest /= 10
            length += 1
        }
        return length
    }

    /// Appends a number in decimal.
    @inlinable
    public static func appendDecimal(_ value: some FixedWidthInteger, to output: inout [UInt8]) {
        appendDecimal(magnitude: UInt64(clamping: value.magnitude), isNegative: value < 0, to: &output)
    }

    /// Not generic, so that other modules don't call it through witness tables.
    @usableFromInline
    static func appendDecimal(magnitude: UInt64, isNegative: Bool, to output: inout [UInt8]) {
        if isNegative { output.append(UInt8(ascii: "-")) }
        output.append(room: 20) { free in
            let count = decimalLength(magnitude)
            var rest = magnitude
            for place in (0..<count).reversed() {
                free[place] = UInt8(ascii: "0") &+ UInt8(truncatingIfNeeded: rest % 10)
                rest /= 10
            }
            return count
        }
    }
}
