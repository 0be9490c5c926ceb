/// The version in front of a path, compared as the engine does it: number by number, what is no number is 0.
enum APIVersionText {
    /// Whether an API version is older than 1.24. No version means the newest.
    static func isBefore124(_ arena: [UInt8], _ version: ByteRange) -> Bool {
        let range = version.range
        guard !range.isEmpty else { return false }
        var at = range.lowerBound
        let major = number(arena, &at, range.upperBound)
        let minor = number(arena, &at, range.upperBound)
        return major < 1 || major == 1 && minor < 24
    }

    /// Reads digits up to the next dot and goes behind it; a number too large to matter is cut.
    private static func number(_ arena: [UInt8], _ at: inout Int, _ end: Int) -> Int {
        var value = 0
        while at < end, arena[at] != UInt8(ascii: ".") {
            value = min(value * 10 + Int(arena[at] &- UInt8(ascii: "0")), 1_000_000)
            at += 1
        }
        at += 1
        return value
    }
}
