/// Names of capabilities as the engine normalises them: `strings.ToUpper`, with or without `CAP_`.
enum CapabilityName {
    /// Appends the name in upper case, without `CAP_`.
    static func append(_ name: ArraySlice<UInt8>, to output: inout [UInt8]) {
        let start = output.count
        var at = name.startIndex
        while at < name.endIndex {
            let byte = name[at]
            let following = at + 1 < name.endIndex ? name[at + 1] : 0
            at += 1
            switch byte {
            case UInt8(ascii: "a")...UInt8(ascii: "z"):
                output.append(byte & 0xDF)
            case 0xC5 where following == 0xBF:  // U+017F: Go's upper case of it is S
                output.append(UInt8(ascii: "S"))
                at += 1
            case 0xC4 where following == 0xB1:  // U+0131: Go's upper case of it is I
                output.append(UInt8(ascii: "I"))
                at += 1
            default:
                output.append(byte)
            }
        }
        if output[start...].starts(with: "CAP_".utf8) { output.removeSubrange(start..<start + 4) }
    }
}
