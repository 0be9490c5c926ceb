extension JSONWriter {
    /// Appends text with JSON's escapes, without the quotes around it.
    ///
    /// Beside what RFC 8259 asks for, DEL and the C1 control characters are escaped, and U+2028 and U+2029: a record that
    /// is shown on a terminal or in a page can't act there.
    public static func appendEscaped(_ text: Span<UInt8>, to output: inout [UInt8]) {
        var at = 0
        var plain = 0
        while at < text.count {
            let byte = text[at]
            if byte >= 0x20, byte < 0x7F, byte != UInt8(ascii: "\""), byte != UInt8(ascii: "\\") {
                at &+= 1
                continue
            }
            let length = byte < 0x80 ? 1 : UTF8Sequence.length(text, at)
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

    private static func append(_ text: Span<UInt8>, _ range: Range<Int>, to output: inout [UInt8]) {
        guard !range.isEmpty else { return }
        text.extracting(range).withUnsafeBufferPointer { output.append(contentsOf: $0) }
    }

    private static func isInvisible(_ text: Span<UInt8>, _ at: Int, _ length: Int) -> Bool {
        if length == 2 { return text[at] == 0xC2 && text[at + 1] < 0xA0 }
        return length == 3 && text[at] == 0xE2 && text[at + 1] == 0x80 && (text[at + 2] == 0xA8 || text[at + 2] == 0xA9)
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
            let unit: UInt16 =
                switch length {
                case 1: UInt16(byte)
                case 2: UInt16(text[at + 1])
                case 3: 0x2000 | UInt16(text[at + 2] & 0x3F)
                default: 0xFFFD
                }
            output.append(UInt8(ascii: "u"))
            for shift in [12, 8, 4, 0] { output.append(hexDigit(UInt8(truncatingIfNeeded: unit >> shift) & 0xF)) }
        }
    }

    /// A lower-case hexadecimal digit.
    public static func hexDigit(_ value: UInt8) -> UInt8 {
        value < 10 ? UInt8(ascii: "0") &+ value : UInt8(ascii: "a") &+ (value & 0xF) &- 10
    }

    /// Appends a number in decimal.
    public static func appendDecimal(_ value: some FixedWidthInteger, to output: inout [UInt8]) {
        var magnitude = value.magnitude
        if value < 0 { output.append(UInt8(ascii: "-")) }
        let first = output.count
        repeat {
            let (quotient, remainder) = magnitude.quotientAndRemainder(dividingBy: 10)
            output.append(UInt8(ascii: "0") &+ UInt8(truncatingIfNeeded: remainder))
            magnitude = quotient
        } while magnitude != 0
        output[first...].reverse()
    }
}
