/// The name of a file that the plugin has set aside: `audit.jsonl.0000000000012345-20261128T080912Z`, and `.gz` once it is
/// compressed.
///
/// The number is that of its last record: names sort in the order of the records, however the clock jumps. logrotate knows
/// no such names and leaves them alone.
struct RotatedName: Sendable, Equatable {
    /// The path of the log.
    let log: String
    /// Number of the last record.
    let last: UInt64
    /// When it was set aside, to the second.
    let time: Timestamp
    var isCompressed = false

    private static let digits = 16
    static let compressedEnding = ".gz"

    init(log: String, last: UInt64, time: Timestamp) {
        self.log = log
        self.last = last
        self.time = time
    }

    /// - Parameter name: A file's name without its directory.
    init?(_ name: String, of log: String) {
        let prefix = "\(log.split(separator: "/").last ?? "")."
        guard name.hasPrefix(prefix) else { return nil }
        var rest = Array(name.utf8.dropFirst(prefix.utf8.count))[...]
        isCompressed = name.hasSuffix(Self.compressedEnding)
        if isCompressed { rest = rest.dropLast(Self.compressedEnding.utf8.count) }
        // 16 digits, `-`, 20261128T080912Z
        guard rest.count == Self.digits + 17, rest[rest.startIndex + Self.digits] == UInt8(ascii: "-") else {
            return nil
        }
        let number = rest.prefix(Self.digits)
        let stamp = Array(rest.dropFirst(Self.digits + 1))
        guard number.allSatisfy({ (UInt8(ascii: "0")...UInt8(ascii: "9")).contains($0) }),
            let last = UInt64(String(decoding: number, as: UTF8.self)), last > 0, stamp[8] == UInt8(ascii: "T"),
            stamp[15] == UInt8(ascii: "Z")
        else { return nil }
        var text: [UInt8] = []
        for (index, byte) in stamp.enumerated() {
            if index == 4 || index == 6 { text.append(UInt8(ascii: "-")) }
            if index == 11 || index == 13 { text.append(UInt8(ascii: ":")) }
            text.append(byte)
        }
        guard let time = Timestamp(text.span) else { return nil }
        self.log = log
        self.last = last
        self.time = time
    }

    /// The whole path.
    var path: String {
        let number = String(last)
        let text = time.description.utf8.prefix(19).filter { $0 != UInt8(ascii: "-") && $0 != UInt8(ascii: ":") }
        let zeros = String(repeating: "0", count: max(0, Self.digits - number.utf8.count))
        let ending = isCompressed ? Self.compressedEnding : ""
        return "\(log).\(zeros)\(number)-\(String(decoding: text, as: UTF8.self))Z\(ending)"
    }

    /// The same file before it was compressed, and after.
    var plain: RotatedName { with(isCompressed: false) }
    var compressed: RotatedName { with(isCompressed: true) }

    private func with(isCompressed: Bool) -> RotatedName {
        var name = self
        name.isCompressed = isCompressed
        return name
    }
}
