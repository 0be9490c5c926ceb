import StrictJSON

/// Digests and serial numbers as text.
enum Hexadecimal {
    /// Lower case, two digits for each byte, without separators.
    static func text(_ bytes: some Sequence<UInt8>) -> String {
        var text: [UInt8] = []
        for byte in bytes {
            text.append(JSONWriter.hexDigit(byte >> 4))
            text.append(JSONWriter.hexDigit(byte & 0xF))
        }
        return String(decoding: text, as: UTF8.self)
    }
}
