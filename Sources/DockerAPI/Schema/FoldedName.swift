/// How Go's `encoding/json` compares the names of struct fields: ASCII without case, and two characters more that fold
/// to an ASCII letter, U+017F (ſ, an s) and U+212A (K, a k).
///
/// A name is folded after its escapes are resolved. All documented names are ASCII, so these are all the spellings.
public enum FoldedName {
    /// Appends the folded form of a name. It is never longer than the name.
    public static func fold(_ name: Span<UInt8>, into output: inout [UInt8]) {
        var at = 0
        while at < name.count {
            let byte = name[at]
            switch byte {
            case UInt8(ascii: "A")...UInt8(ascii: "Z"):
                output.append(byte | 0x20)
            case 0xC5 where at &+ 1 < name.count && name[at &+ 1] == 0xBF:
                output.append(UInt8(ascii: "s"))
                at &+= 1
            case 0xE2 where at &+ 2 < name.count && name[at &+ 1] == 0x84 && name[at &+ 2] == 0xAA:
                output.append(UInt8(ascii: "k"))
                at &+= 2
            default:
                output.append(byte)
            }
            at &+= 1
        }
    }

    /// The folded form of a name; allocates, for tables and tests.
    public static func fold(_ name: String) -> [UInt8] {
        var output: [UInt8] = []
        fold(Array(name.utf8).span, into: &output)
        return output
    }
}
