/// Well-formed UTF-8 byte sequences (Unicode Standard, table 3-7): no overlong form, no surrogate, nothing over U+10FFFF.
public enum UTF8Sequence {
    /// The length of the well-formed sequence at an offset, in bytes; 0 when there is none.
    public static func length(_ bytes: Span<UInt8>, _ at: Int) -> Int {
        guard at >= 0, at < bytes.count else { return 0 }
        let lead = bytes[at]
        let available = bytes.count - at
        switch lead {
        case 0x00...0x7F:
            return 1
        case 0xC2...0xDF:
            return available >= 2 && isContinuation(bytes[at + 1]) ? 2 : 0
        case 0xE0...0xEF:
            guard available >= 3, isContinuation(bytes[at + 1]), isContinuation(bytes[at + 2]) else { return 0 }
            if lead == 0xE0, bytes[at + 1] < 0xA0 { return 0 }
            if lead == 0xED, bytes[at + 1] > 0x9F { return 0 }
            return 3
        case 0xF0...0xF4:
            guard available >= 4, isContinuation(bytes[at + 1]), isContinuation(bytes[at + 2]),
                isContinuation(bytes[at + 3])
            else { return 0 }
            if lead == 0xF0, bytes[at + 1] < 0x90 { return 0 }
            if lead == 0xF4, bytes[at + 1] > 0x8F { return 0 }
            return 4
        default:
            return 0
        }
    }

    /// Whether all of the bytes are well-formed UTF-8.
    public static func isValid(_ bytes: Span<UInt8>) -> Bool {
        var at = 0
        while at < bytes.count {
            let length = length(bytes, at)
            guard length > 0 else { return false }
            at &+= length
        }
        return true
    }

    @inline(__always)
    private static func isContinuation(_ byte: UInt8) -> Bool { byte & 0xC0 == 0x80 }
}
