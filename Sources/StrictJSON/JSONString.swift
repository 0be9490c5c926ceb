/// The value of a JSON string from its scanned bytes.
public enum JSONString {
    /// Appends the UTF-8 of a string's value, escapes resolved.
    ///
    /// - Parameter range: The bytes between the quotes, as scanned; what isn't a JSON escape is taken as it stands.
    public static func decode(_ bytes: Span<UInt8>, _ range: Range<Int>, into output: inout [UInt8]) {
        var at = max(range.lowerBound, 0)
        let end = min(range.upperBound, bytes.count)
        while at < end {
            let byte = bytes[at]
            guard byte == UInt8(ascii: "\\"), at + 1 < end else {
                output.append(byte)
                at += 1
                continue
            }
            at += 2
            switch bytes[at - 1] {
            case UInt8(ascii: "b"): output.append(0x08)
            case UInt8(ascii: "f"): output.append(0x0C)
            case UInt8(ascii: "n"): output.append(0x0A)
            case UInt8(ascii: "r"): output.append(0x0D)
            case UInt8(ascii: "t"): output.append(0x09)
            case UInt8(ascii: "u"):
                let scalar = decodeScalar(bytes, at)
                at += scalar.length
                append(scalar.value, to: &output)
            case let other: output.append(other)
            }
        }
    }

    /// The value as a `String`; for messages and tests, not for the way of a call.
    public static func text(_ bytes: Span<UInt8>, _ token: JSONToken) -> String {
        var output: [UInt8] = []
        decode(bytes, token.range, into: &output)
        return String(decoding: output, as: UTF8.self)
    }

    /// Whether the token is a string with exactly this value.
    public static func equals(_ bytes: Span<UInt8>, _ token: JSONToken, _ text: StaticString) -> Bool {
        guard token.kind == .string, token.range.upperBound <= bytes.count else { return false }
        if token.hasEscape {
            var output: [UInt8] = []
            decode(bytes, token.range, into: &output)
            return output.elementsEqual(UnsafeBufferPointer(start: text.utf8Start, count: text.utf8CodeUnitCount))
        }
        guard token.range.count == text.utf8CodeUnitCount else { return false }
        let start = token.range.lowerBound
        for index in 0..<text.utf8CodeUnitCount where bytes[start &+ index] != text.utf8Start[index] {
            return false
        }
        return true
    }

    private static func decodeScalar(_ bytes: Span<UInt8>, _ at: Int) -> (value: UInt32, length: Int) {
        guard let first = JSONLexer.hexUnit(bytes, at) else { return (0xFFFD, 0) }
        guard first & 0xF800 == 0xD800 else { return (first, 4) }
        guard first < 0xDC00, at + 10 <= bytes.count, bytes[at + 4] == UInt8(ascii: "\\"),
            bytes[at + 5] == UInt8(ascii: "u"), let second = JSONLexer.hexUnit(bytes, at + 6),
            second & 0xFC00 == 0xDC00
        else { return (0xFFFD, 4) }
        return (0x10000 + (first & 0x3FF) << 10 + second & 0x3FF, 10)
    }

    private static func append(_ scalar: UInt32, to output: inout [UInt8]) {
        let scalar = Unicode.Scalar(scalar) ?? "\u{FFFD}"
        output.append(contentsOf: UTF8.encode(scalar) ?? UTF8.encodedReplacementCharacter)
    }
}
