/// Lower-case hexadecimal digits of many bytes in one go.
enum HexDigits {
    /// The digits of eight bytes, the first one in the lowest byte, as two words to be stored one after the other.
    @inline(__always)
    static func sixteen(_ bytes: UInt64) -> (UInt64, UInt64) {
        (eight(bytes & 0xFFFF_FFFF).littleEndian, eight(bytes >> 32).littleEndian)
    }

    @inline(__always)
    private static func eight(_ bytes: UInt64) -> UInt64 {
        let ones: UInt64 = 0x0101_0101_0101_0101
        var spread = (bytes | bytes << 16) & 0x0000_FFFF_0000_FFFF
        spread = (spread | spread << 8) & 0x00FF_00FF_00FF_00FF
        // A byte's high half stands in front of its low one.
        let values = (spread >> 4 | spread << 8) & (ones &* 0x0F)
        let isOverNine = ((values &+ ones &* 6) >> 4) & ones
        return values &+ ones &* 0x30 &+ isOverNine &* 0x27
    }
}
