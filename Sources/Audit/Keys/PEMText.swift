import StrictJSON

/// One block of RFC 7468.
enum PEMText {
    static func encode(_ der: [UInt8], label: String) -> [UInt8] {
        var text = Array("-----BEGIN \(label)-----\n".utf8)
        let base64 = Base64.encode(der.span)
        var at = 0
        while at < base64.count {
            let end = min(at + 64, base64.count)
            text.append(contentsOf: base64[at..<end])
            text.append(UInt8(ascii: "\n"))
            at = end
        }
        text.append(contentsOf: "-----END \(label)-----\n".utf8)
        return text
    }

    /// The bytes in the block; nothing where it isn't the only one, or has another label.
    static func decode(_ text: [UInt8], label: String) -> [UInt8]? {
        guard text.count < 1 << 16 else { return nil }
        var lines = text.split(separator: UInt8(ascii: "\n")).map { line in
            line.last == UInt8(ascii: "\r") ? line.dropLast() : line
        }
        guard lines.count >= 3, lines.removeFirst().elementsEqual("-----BEGIN \(label)-----".utf8),
            lines.removeLast().elementsEqual("-----END \(label)-----".utf8)
        else { return nil }
        let base64 = Array(lines.joined())
        var der: [UInt8] = []
        guard Base64.decode(base64.span, into: &der) else { return nil }
        return der
    }
}
