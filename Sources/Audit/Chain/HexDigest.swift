import StrictJSON

/// A SHA-256 digest as a record writes it: 64 lower-case hexadecimal digits.
public struct HexDigest: Sendable {
    let text: InlineArray<64, UInt8>

    /// What stands as `prev` in the first record of a log: 64 zeros.
    public static let zero = HexDigest(text: InlineArray(repeating: UInt8(ascii: "0")))

    private init(text: InlineArray<64, UInt8>) {
        self.text = text
    }

    /// - Parameter digest: 32 bytes.
    init(digest: UnsafeRawBufferPointer) {
        var text = InlineArray<64, UInt8>(repeating: UInt8(ascii: "0"))
        for index in 0..<min(digest.count, 32) {
            text[2 * index] = JSONWriter.hexDigit(digest[index] >> 4)
            text[2 * index + 1] = JSONWriter.hexDigit(digest[index] & 0xF)
        }
        self.text = text
    }

    /// Reads the text form; nothing where it isn't 64 lower-case hexadecimal digits.
    public init?(_ digits: Span<UInt8>) {
        guard digits.count == 64 else { return nil }
        var text = InlineArray<64, UInt8>(repeating: UInt8(ascii: "0"))
        for index in 0..<64 {
            switch digits[index] {
            case UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "a")...UInt8(ascii: "f"):
                text[index] = digits[index]
            default: return nil
            }
        }
        self.text = text
    }

    public init?(_ text: String) {
        var text = text
        guard let digest = text.withUTF8({ HexDigest(Span(_unsafeElements: $0)) }) else { return nil }
        self = digest
    }

    func append(to bytes: inout [UInt8]) {
        text.span.withUnsafeBufferPointer { bytes.append(contentsOf: $0) }
    }
}

extension HexDigest: Equatable, CustomStringConvertible {
    public static func == (left: HexDigest, right: HexDigest) -> Bool {
        for index in 0..<64 where left.text[index] != right.text[index] { return false }
        return true
    }

    public var description: String {
        text.span.withUnsafeBufferPointer { String(decoding: $0, as: UTF8.self) }
    }
}

extension HexDigest {
    /// The digest itself, 32 bytes.
    var bytes: [UInt8] {
        (0..<32).map { Self.value(text[2 * $0]) << 4 | Self.value(text[2 * $0 + 1]) }
    }

    private static func value(_ digit: UInt8) -> UInt8 {
        digit >= UInt8(ascii: "a") ? digit &- UInt8(ascii: "a") &+ 10 : digit &- UInt8(ascii: "0")
    }
}
