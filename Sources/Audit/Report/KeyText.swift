import StrictJSON

/// The values that records are counted by, one behind the other as one key of bytes.
///
/// Whoever sends a call chooses some of them, so each is cut to a length.
enum KeyText {
    /// Bytes of a value that are kept.
    static let limit = 256
    /// No UTF-8 has them.
    private static let separator: UInt8 = 0xFF
    private static let absent: UInt8 = 0xFE

    /// Appends the value of a string, or that there is none.
    static func append(
        _ token: JSONToken?,
        _ bytes: Span<UInt8>,
        _ scratch: inout FilterScratch,
        to key: inout [UInt8]
    ) {
        guard let token, token.kind == .string else {
            key.append(absent)
            key.append(separator)
            return
        }
        _ = scratch.holds(token, bytes) { value in
            append(value, to: &key)
            return true
        }
    }

    static func append(_ value: Span<UInt8>, to key: inout [UInt8]) {
        let kept = value.count <= limit ? value.count : boundary(value, limit)
        value.extracting(first: kept).withUnsafeBufferPointer { key.append(contentsOf: $0) }
        if kept < value.count { key.append(contentsOf: "…".utf8) }
        key.append(separator)
    }

    static func append(_ text: String, to key: inout [UInt8]) {
        var text = text
        text.withUTF8 { append(Span(_unsafeElements: $0), to: &key) }
    }

    /// The values of a key; empty for one that wasn't there.
    static func values(_ key: ArraySlice<UInt8>) -> [String] {
        key.split(separator: separator, omittingEmptySubsequences: false).dropLast().map { value in
            value.elementsEqual([absent]) ? "" : String(decoding: value, as: UTF8.self)
        }
    }

    /// A text as a key holds it.
    static func cut(_ text: String) -> String {
        guard text.utf8.count > limit else { return text }
        var text = text
        return text.withUTF8 { bytes in
            String(decoding: bytes[..<boundary(Span(_unsafeElements: bytes), limit)], as: UTF8.self) + "…"
        }
    }

    /// The last place up to a length at which no character of UTF-8 is cut.
    private static func boundary(_ value: Span<UInt8>, _ length: Int) -> Int {
        var at = length
        while at > 0, at > length - 4, value[at] & 0xC0 == 0x80 { at -= 1 }
        return at
    }
}
