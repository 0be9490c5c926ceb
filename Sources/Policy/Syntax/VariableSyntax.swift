/// `${name}` as bytes.
enum VariableSyntax {
    /// The variable that starts at an offset, and the offset behind it.
    static func reference(in bytes: [UInt8], at start: Int) -> (name: String, end: Int)? {
        guard start + 3 < bytes.count, bytes[start] == UInt8(ascii: "$"), bytes[start + 1] == UInt8(ascii: "{") else {
            return nil
        }
        var end = start + 2
        while end < bytes.count, isNameByte(bytes[end]), end - start < 66 { end += 1 }
        guard end > start + 2, end < bytes.count, bytes[end] == UInt8(ascii: "}") else { return nil }
        // `${2}` is a number of repetitions, whatever sense that makes.
        guard !bytes[start + 2..<end].allSatisfy({ $0 &- UInt8(ascii: "0") < 10 }) else { return nil }
        return (String(decoding: bytes[start + 2..<end], as: UTF8.self), end + 1)
    }

    private static func isNameByte(_ byte: UInt8) -> Bool {
        byte &- UInt8(ascii: "0") < 10 || (byte | 0x20) &- UInt8(ascii: "a") < 26 || byte == UInt8(ascii: ".")
            || byte == UInt8(ascii: "_") || byte == UInt8(ascii: "-")
    }
}
