/// Percent-encoding of RFC 3986, section 2.1.
enum PercentCoding {
    /// The bytes that stay as they are, so that every path and every query has one text only.
    enum Kept {
        /// All that may stand in a path: unreserved, sub-delimiters, `:`, `@` and `/`.
        case path
        /// The same without what parts parameters for some reader: `&`, `;`, `=` and `+`.
        case query
    }

    /// The byte at an offset, its escape resolved, and how long it is written; nothing for a bad escape.
    @inline(__always)
    static func decode(_ bytes: [UInt8], _ at: Int, _ end: Int) -> (byte: UInt8, length: Int)? {
        let byte = bytes[at]
        guard byte == UInt8(ascii: "%") else { return (byte, 1) }
        guard at + 2 < end, let high = hexValue(bytes[at + 1]), let low = hexValue(bytes[at + 2]) else { return nil }
        return (high << 4 | low, 3)
    }

    private static func hexValue(_ byte: UInt8) -> UInt8? {
        switch byte {
        case UInt8(ascii: "0")...UInt8(ascii: "9"): byte - UInt8(ascii: "0")
        case UInt8(ascii: "a")...UInt8(ascii: "f"): byte - UInt8(ascii: "a") + 10
        case UInt8(ascii: "A")...UInt8(ascii: "F"): byte - UInt8(ascii: "A") + 10
        default: nil
        }
    }

    /// Appends the encoded form of some of an arena's bytes to it.
    static func encode(_ range: Range<Int>, in arena: inout [UInt8], keeping kept: Kept) {
        for at in range { append(arena[at], to: &arena, keeping: kept) }
    }

    /// Appends the encoded form of one byte.
    @inline(__always)
    static func append(_ byte: UInt8, to output: inout [UInt8], keeping kept: Kept) {
        if isKept(byte, kept) {
            output.append(byte)
        } else {
            output.append(UInt8(ascii: "%"))
            output.append(hexDigit(byte >> 4))
            output.append(hexDigit(byte & 0xF))
        }
    }

    private static func hexDigit(_ value: UInt8) -> UInt8 {
        value < 10 ? UInt8(ascii: "0") + value : UInt8(ascii: "A") + (value & 0xF) - 10
    }

    private static func isKept(_ byte: UInt8, _ kept: Kept) -> Bool {
        switch byte {
        case UInt8(ascii: "A")...UInt8(ascii: "Z"), UInt8(ascii: "a")...UInt8(ascii: "z"),
            UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "-"), UInt8(ascii: "."), UInt8(ascii: "_"),
            UInt8(ascii: "~"), UInt8(ascii: "/"), UInt8(ascii: ":"), UInt8(ascii: "@"), UInt8(ascii: ","),
            UInt8(ascii: "!"), UInt8(ascii: "$"), UInt8(ascii: "'"), UInt8(ascii: "("), UInt8(ascii: ")"),
            UInt8(ascii: "*"):
            true
        case UInt8(ascii: "&"), UInt8(ascii: ";"), UInt8(ascii: "="), UInt8(ascii: "+"):
            kept == .path
        default:
            false
        }
    }
}
