import Crypto
import StrictJSON

/// The key under which secrets are replaced in records: HMAC-SHA-256 (RFC 2104), the first 16 bytes of it.
///
/// Equal values give equal texts as long as the key stays, so it outlives the signing key's rotations. Who has it can try
/// values out; it never leaves its file.
public struct RedactionKey: Sendable {
    private let key: SymmetricKey

    /// A new one, from the kernel's random numbers.
    public init() {
        key = SymmetricKey(size: .bits256)
    }

    /// Reads the text form: 64 hexadecimal digits and a line feed.
    public init?(text: [UInt8]) {
        guard text.count == 65, text.last == UInt8(ascii: "\n"), let digits = HexDigest(text.span.extracting(0..<64))
        else {
            return nil
        }
        key = SymmetricKey(data: digits.bytes)
    }

    /// The text form.
    public var text: [UInt8] {
        key.withUnsafeBytes { Array(HexDigest(digest: $0).description.utf8) } + [UInt8(ascii: "\n")]
    }

    /// Length of ``replacement(for:)`` in bytes: `hmac:` and 32 digits.
    static let replacementLength = 37

    /// What stands in a record instead of a value: `hmac:` and 32 hexadecimal digits.
    public func replacement(for value: Span<UInt8>) -> String {
        var bytes: [UInt8] = []
        appendReplacement(for: value, to: &bytes)
        return String(decoding: bytes, as: UTF8.self)
    }

    func appendReplacement(for value: Span<UInt8>, to bytes: inout [UInt8]) {
        bytes.append(contentsOf: "hmac:".utf8)
        var code = HMAC<SHA256>(key: key)
        value.withUnsafeBytes { code.update(data: $0) }
        for byte in code.finalize().prefix(16) {
            bytes.append(JSONWriter.hexDigit(byte >> 4))
            bytes.append(JSONWriter.hexDigit(byte & 0xF))
        }
    }
}
