/// A request target taken apart in the plainest way; only for those that the reader accepts.
struct URIReference {
    /// With the version.
    let path: [UInt8]
    /// Names and values in the order of the query.
    let parameters: [[[UInt8]]]

    init(_ raw: UnsafeBufferPointer<UInt8>) {
        let parts = raw.split(separator: UInt8(ascii: "?"), maxSplits: 1, omittingEmptySubsequences: false)
        var path = parts.first.map { Array($0) } ?? []
        if path.first != UInt8(ascii: "/"), let colon = path.firstIndex(of: UInt8(ascii: ":")) {
            path.removeSubrange(...colon)
            if path.starts(with: "//".utf8) { path = Array(path.dropFirst(2).drop { $0 != UInt8(ascii: "/") }) }
        }
        self.path = Self.decode(path, plusIsSpace: false)
        let query = parts.count > 1 ? Array(parts[1]) : []
        parameters = query.split(separator: UInt8(ascii: "&")).map { text in
            let halves = text.split(separator: UInt8(ascii: "="), maxSplits: 1, omittingEmptySubsequences: false)
            return [0, 1].map { $0 < halves.count ? Self.decode(Array(halves[$0]), plusIsSpace: true) : [] }
        }
    }

    private static func decode(_ text: [UInt8], plusIsSpace: Bool) -> [UInt8] {
        var result: [UInt8] = []
        var rest = text[...]
        while let byte = rest.popFirst() {
            if byte == UInt8(ascii: "%"), let value = UInt8(String(decoding: rest.prefix(2), as: UTF8.self), radix: 16)
            {
                result.append(value)
                rest = rest.dropFirst(2)
            } else {
                result.append(plusIsSpace && byte == UInt8(ascii: "+") ? UInt8(ascii: " ") : byte)
            }
        }
        return result
    }

    private static let plain = Set(
        "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789/-_~?&=+,:@!$'()*".utf8
    )

    /// Whether a target has nothing about it that could be refused.
    static func isPlain(_ raw: UnsafeBufferPointer<UInt8>) -> Bool {
        let path = raw.prefix { $0 != UInt8(ascii: "?") }
        let hasEmptySegment = zip(path, path.dropFirst()).contains {
            $0 == UInt8(ascii: "/") && $1 == UInt8(ascii: "/")
        }
        return raw.first == UInt8(ascii: "/") && !hasEmptySegment && raw.allSatisfy(plain.contains)
    }
}
