/// Base64 as Go's `encoding/base64.StdEncoding` writes it: the standard alphabet, padded, no line breaks (RFC 4648, section 4).
public enum Base64 {
    private static let invalid: UInt8 = 0xFF

    private static let values: [UInt8] = {
        var table = [UInt8](repeating: invalid, count: 256)
        let alphabet: StaticString = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/"
        for index in 0..<64 { table[Int(alphabet.utf8Start[index])] = UInt8(index) }
        return table
    }()

    /// Appends the decoded bytes.
    ///
    /// - Returns: Whether the text was well-formed; the output keeps its old length when it was not. A text whose last
    ///   unused bits aren't zero is refused: no encoder writes it.
    public static func decode(_ text: Span<UInt8>, into output: inout [UInt8]) -> Bool {
        let count = text.count
        guard count % 4 == 0 else { return false }
        guard count > 0 else { return true }
        let table = values.span
        let padding = text[count - 1] != UInt8(ascii: "=") ? 0 : text[count - 2] != UInt8(ascii: "=") ? 1 : 2
        let whole = padding == 0 ? count : count - 4
        let before = output.count
        var bad: UInt8 = 0

        output.append(addingCapacity: count / 4 * 3) { span in
            var at = 0
            while at < whole {
                let a = table[Int(text[at])]
                let b = table[Int(text[at &+ 1])]
                let c = table[Int(text[at &+ 2])]
                let d = table[Int(text[at &+ 3])]
                bad |= a | b | c | d
                span.append(a << 2 | b >> 4)
                span.append(b << 4 | c >> 2)
                span.append(c << 6 | d)
                at &+= 4
            }
            if padding > 0 {
                let a = table[Int(text[at])]
                let b = table[Int(text[at &+ 1])]
                let c = padding == 1 ? table[Int(text[at &+ 2])] : 0
                bad |= a | b | c
                if (padding == 1 ? c & 0x03 : b & 0x0F) != 0 { bad = invalid }
                span.append(a << 2 | b >> 4)
                if padding == 1 { span.append(b << 4 | c >> 2) }
            }
        }
        // Every value is below 64, so a bit above those tells that some byte was not in the alphabet.
        guard bad < 64 else {
            output.removeSubrange(before...)
            return false
        }
        return true
    }
}
