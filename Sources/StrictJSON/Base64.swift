/// Base64 as Go's `encoding/base64.StdEncoding` writes it: the standard alphabet, padded, no line breaks (RFC 4648, section 4).
public enum Base64 {
    private static let invalid: UInt8 = 0xFF

    private static let values: [UInt8] = {
        var table = [UInt8](repeating: invalid, count: 256)
        let alphabet: StaticString = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/"
        for index in 0..<64 { table[Int(alphabet.utf8Start[index])] = UInt8(index) }
        return table
    }()

    /// The twelve bits of two characters, by the number that they are in memory, the first one lowest; the top bit where one
    /// of them is not in the alphabet.
    private static let pairs: [UInt16] = {
        var table = [UInt16](repeating: 1 << 15, count: 1 << 16)
        for second in 0..<256 where values[second] != invalid {
            for first in 0..<256 where values[first] != invalid {
                table[second << 8 | first] = UInt16(values[first]) << 6 | UInt16(values[second])
            }
        }
        return table
    }()

    /// Appends the decoded bytes.
    ///
    /// - Returns: Whether the text was well-formed; the output keeps its old length when it was not. A text whose last
    ///   unused bits aren't zero is refused: no encoder writes it.
    public static func decode(_ text: Span<UInt8>, into output: inout [UInt8]) -> Bool {
        let count = text.count
        guard count % 4 == 0 else { return false }
        guard count > 0 else { return true }
        let padding = text[count - 1] != UInt8(ascii: "=") ? 0 : text[count - 2] != UInt8(ascii: "=") ? 1 : 2
        var isValid = true
        output.append(addingCapacity: count / 4 * 3) { span in
            span.withUnsafeMutableBufferPointer { buffer, initialized in
                let room = UnsafeMutableBufferPointer(rebasing: buffer[initialized...])
                isValid = decode(text, values.span, padding: padding, into: room)
                if isValid { initialized &+= count / 4 * 3 &- padding }
            }
        }
        return isValid
    }

    /// - Parameter room: At least three bytes for every four of the text, which is a multiple of four and not empty.
    private static func decode(
        _ text: Span<UInt8>,
        _ table: Span<UInt8>,
        padding: Int,
        into room: UnsafeMutableBufferPointer<UInt8>
    ) -> Bool {
        let whole = padding == 0 ? text.count : text.count &- 4
        guard table.count == 256, room.count >= text.count / 4 * 3 else { return false }
        let raw = text.bytes
        var bad: UInt8 = 0
        var at = 0
        var to = 0
        let isGood = decodeEights(raw, whole, UnsafeMutableRawBufferPointer(room), pairs.span, &at)
        guard isGood else { return false }
        to = at / 4 &* 3
        while at < whole {
            // `whole` is a multiple of four and within the text, and a byte is an index within the table.
            let four = UInt32(littleEndian: raw.unsafeLoadUnaligned(fromByteOffset: at, as: UInt32.self))
            let a = table[unchecked: Int(four & 0xFF)]
            let b = table[unchecked: Int(four >> 8 & 0xFF)]
            let c = table[unchecked: Int(four >> 16 & 0xFF)]
            let d = table[unchecked: Int(four >> 24)]
            bad |= a | b | c | d
            room[to] = a << 2 | b >> 4
            room[to &+ 1] = b << 4 | c >> 2
            room[to &+ 2] = c << 6 | d
            at &+= 4
            to &+= 3
        }
        if padding > 0 {
            let a = table[Int(text[at])]
            let b = table[Int(text[at &+ 1])]
            let c = padding == 1 ? table[Int(text[at &+ 2])] : 0
            bad |= a | b | c
            if (padding == 1 ? c & 0x03 : b & 0x0F) != 0 { bad = invalid }
            room[to] = a << 2 | b >> 4
            if padding == 1 { room[to &+ 1] = b << 4 | c >> 2 }
        }
        // Every value is below 64, so a bit above those tells that some byte was not in the alphabet.
        return bad < 64
    }

    /// Decodes eight and sixteen characters at a time, as long as there is room for the two bytes too many that it writes; these are
    /// overwritten by what follows.
    ///
    /// - Parameter at: How far it has come.
    /// - Returns: Whether all characters were in the alphabet.
    private static func decodeEights(
        _ raw: RawSpan,
        _ whole: Int,
        _ room: UnsafeMutableRawBufferPointer,
        _ table: Span<UInt16>,
        _ at: inout Int
    ) -> Bool {
        guard table.count == 1 << 16, whole <= raw.byteCount else { return false }
        var bad: UInt64 = 0
        var to = 0
        // The conditions of the loops are the checks of what is read and written.
        while at &+ 16 <= whole, to &+ 14 <= room.count {
            let first = six(raw.unsafeLoadUnaligned(fromByteOffset: at, as: UInt64.self), table, &bad)
            let second = six(raw.unsafeLoadUnaligned(fromByteOffset: at &+ 8, as: UInt64.self), table, &bad)
            room.storeBytes(of: first, toByteOffset: to, as: UInt64.self)
            room.storeBytes(of: second, toByteOffset: to &+ 6, as: UInt64.self)
            at &+= 16
            to &+= 12
        }
        while at &+ 8 <= whole, to &+ 8 <= room.count {
            let bytes = six(raw.unsafeLoadUnaligned(fromByteOffset: at, as: UInt64.self), table, &bad)
            room.storeBytes(of: bytes, toByteOffset: to, as: UInt64.self)
            at &+= 8
            to &+= 6
        }
        return bad >> 15 == 0
    }

    /// The six bytes that eight characters stand for, as they are in memory, and two that mean nothing behind them.
    @inline(__always)
    private static func six(_ eight: UInt64, _ table: Span<UInt16>, _ bad: inout UInt64) -> UInt64 {
        let eight = UInt64(littleEndian: eight)
        // 16 bits are an index within the table.
        let a = UInt64(table[unchecked: Int(eight & 0xFFFF)])
        let b = UInt64(table[unchecked: Int(eight >> 16 & 0xFFFF)])
        let c = UInt64(table[unchecked: Int(eight >> 32 & 0xFFFF)])
        let d = UInt64(table[unchecked: Int(eight >> 48)])
        bad |= a | b | c | d
        return (a << 52 | b << 40 | c << 28 | d << 16).bigEndian
    }
}
