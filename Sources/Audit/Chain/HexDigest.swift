import StrictJSON

/// A SHA-256 digest, which a record writes as 64 lower-case hexadecimal digits.
public struct HexDigest: Sendable, Equatable {
    /// The digest's 32 bytes, eight in each, the first one in the lowest byte.
    private let words: SIMD4<UInt64>

    /// What stands as `prev` in the first record of a log: 64 zeros.
    public static let zero = HexDigest(words: SIMD4(repeating: 0))

    private init(words: SIMD4<UInt64>) {
        self.words = words
    }

    /// - Parameter digest: 32 bytes.
    init(digest: UnsafeRawBufferPointer) {
        precondition(digest.count == 32)
        var words = SIMD4<UInt64>(repeating: 0)
        for index in 0..<4 {
            words[index] = UInt64(littleEndian: digest.loadUnaligned(fromByteOffset: index &* 8, as: UInt64.self))
        }
        self.words = words
    }

    /// Reads the text form; nothing where it isn't 64 lower-case hexadecimal digits.
    public init?(_ digits: Span<UInt8>) {
        guard digits.count == 64 else { return nil }
        let raw = digits.bytes
        var words = SIMD4<UInt64>(repeating: 0)
        for index in 0..<4 {
            let first = UInt64(littleEndian: raw.unsafeLoadUnaligned(fromByteOffset: index &* 16, as: UInt64.self))
            let second = UInt64(
                littleEndian: raw.unsafeLoadUnaligned(fromByteOffset: index &* 16 &+ 8, as: UInt64.self)
            )
            guard let low = Self.fourBytes(first), let high = Self.fourBytes(second) else { return nil }
            words[index] = low | high << 32
        }
        self.words = words
    }

    public init?(_ text: String) {
        var text = text
        guard let digest = text.withUTF8({ HexDigest(Span(_unsafeElements: $0)) }) else { return nil }
        self = digest
    }

    /// The four bytes that eight digits stand for; nothing where one of them is no digit.
    @inline(__always)
    private static func fourBytes(_ text: UInt64) -> UInt64? {
        let ones: UInt64 = 0x0101_0101_0101_0101
        // Letters, and no decimal digit, have this bit.
        let isLetter = (text >> 6) & ones
        let values = (text & (ones &* 0x0F)) &+ isLetter &* 9
        // Written again they have to be the same text.
        let isOverNine = ((values &+ ones &* 6) >> 4) & ones
        guard values & (ones &* 0xF0) == 0, values &+ ones &* 0x30 &+ isOverNine &* 0x27 == text else { return nil }
        var packed = (values << 4 | values >> 8) & 0x00FF_00FF_00FF_00FF
        packed = (packed | packed >> 8) & 0x0000_FFFF_0000_FFFF
        return (packed | packed >> 16) & 0xFFFF_FFFF
    }

    /// 64 lower-case hexadecimal digits.
    var digits: InlineArray<64, UInt8> {
        var text = InlineArray<64, UInt8>(repeating: 0)
        var span = text.mutableSpan
        var raw = span.mutableBytes
        for index in 0..<4 {
            let (first, second) = HexDigits.sixteen(words[index])
            raw.storeBytes(of: first, toByteOffset: index &* 16, as: UInt64.self)
            raw.storeBytes(of: second, toByteOffset: index &* 16 &+ 8, as: UInt64.self)
        }
        return text
    }

    func append(to text: inout [UInt8]) {
        let digits = digits
        digits.span.withUnsafeBufferPointer { text.append(contentsOf: $0) }
    }
}

extension HexDigest: CustomStringConvertible {
    public var description: String {
        var text: [UInt8] = []
        append(to: &text)
        return String(decoding: text, as: UTF8.self)
    }
}

extension HexDigest {
    /// The digest itself, 32 bytes.
    var bytes: [UInt8] {
        (0..<32).map { UInt8(truncatingIfNeeded: words[$0 / 8] >> UInt64($0 % 8 * 8)) }
    }
}
