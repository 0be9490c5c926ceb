/// Bytes for a message: as text, what is no UTF-8 and what is no printable ASCII escaped.
public func shown(_ bytes: some Sequence<UInt8>) -> String {
    String(decoding: Array(bytes), as: UTF8.self).unicodeScalars.map { $0.escaped(asASCII: true) }.joined()
}

extension Span<UInt8> {
    /// A copy.
    public var array: [UInt8] { withUnsafeBufferPointer { Array($0) } }
}

extension String {
    /// The first character that could act on a terminal, or turn the direction of the text around it.
    public var actingCharacter: Unicode.Scalar? {
        unicodeScalars.first { scalar in
            switch scalar.value {
            case 0x0A: false
            case ..<0x20, 0x7F...0x9F, 0x202A...0x202E, 0x2066...0x2069: true
            default: false
            }
        }
    }
}
