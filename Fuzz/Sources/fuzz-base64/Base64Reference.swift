/// Base64 in the slow way of RFC 4648, section 4.
enum Base64Reference {
    private static let alphabet = Array("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/".utf8)

    static func encode(_ bytes: some Collection<UInt8>) -> [UInt8] {
        var text: [UInt8] = []
        var rest = Array(bytes)[...]
        while !rest.isEmpty {
            let three = Array(rest.prefix(3))
            rest = rest.dropFirst(3)
            let padded = three + Array(repeating: 0, count: 3 - three.count)
            let bits = UInt32(padded[0]) << 16 | UInt32(padded[1]) << 8 | UInt32(padded[2])
            for place in 0..<4 {
                let value = Int(bits >> UInt32(18 - 6 * place) & 63)
                text.append(place <= three.count ? alphabet[value] : UInt8(ascii: "="))
            }
        }
        return text
    }

    /// Whether some bytes have this text: the right length, and the last bits, which stand for nothing, zero.
    static func isValid(_ text: UnsafeBufferPointer<UInt8>) -> Bool {
        guard text.count % 4 == 0 else { return false }
        let padding = text.reversed().prefix(2).prefix { $0 == UInt8(ascii: "=") }.count
        var last: UInt8 = 0
        for byte in text.dropLast(padding) {
            guard let value = alphabet.firstIndex(of: byte) else { return false }
            last = UInt8(value)
        }
        return last & [0, 0x03, 0x0F][padding] == 0
    }
}
