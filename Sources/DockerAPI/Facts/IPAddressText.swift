/// Addresses to which a port is bound, so that one address has one text (RFC 5952; IPv6 in brackets).
enum IPAddressText {
    /// Appends the address; `0.0.0.0` for none, and the text as it is for what is no address.
    static func append(_ text: ArraySlice<UInt8>, to output: inout [UInt8]) {
        if text.isEmpty {
            output.append(contentsOf: "0.0.0.0".utf8)
        } else if let groups = groups(text) {
            append(groups, to: &output)
        } else {
            output.append(contentsOf: text)
        }
    }

    /// The eight groups of an IPv6 address.
    private static func groups(_ text: ArraySlice<UInt8>) -> [UInt16]? {
        guard text.contains(UInt8(ascii: ":")) else { return nil }
        let address = text.prefix { $0 != UInt8(ascii: "%") }
        var head: [UInt16] = []
        var tail: [UInt16] = []
        var hasGap = false
        var at = address.startIndex
        if address.starts(with: "::".utf8) {
            hasGap = true
            at += 2
        }
        while at < address.endIndex {
            let end = address[at...].firstIndex(of: UInt8(ascii: ":")) ?? address.endIndex
            guard let values = group(address[at..<end], isLast: end == address.endIndex) else { return nil }
            if hasGap { tail += values } else { head += values }
            guard head.count + tail.count <= 8 else { return nil }
            guard end < address.endIndex else { break }
            at = end + 1
            if at < address.endIndex, address[at] == UInt8(ascii: ":") {
                guard !hasGap else { return nil }
                hasGap = true
                at += 1
            } else if at == address.endIndex {
                return nil
            }
        }
        let count = head.count + tail.count
        guard hasGap ? count < 8 : count == 8 else { return nil }
        return head + Array(repeating: 0, count: 8 - count) + tail
    }

    private static func group(_ text: ArraySlice<UInt8>, isLast: Bool) -> [UInt16]? {
        if isLast, text.contains(UInt8(ascii: ".")) { return quad(text) }
        guard (1...4).contains(text.count), let value = UInt16(String(decoding: text, as: UTF8.self), radix: 16),
            text.first != UInt8(ascii: "+"), text.first != UInt8(ascii: "-")
        else { return nil }
        return [value]
    }

    private static func quad(_ text: ArraySlice<UInt8>) -> [UInt16]? {
        let parts = text.split(separator: UInt8(ascii: "."), omittingEmptySubsequences: false)
        guard parts.count == 4 else { return nil }
        var bytes: [UInt16] = []
        for part in parts {
            guard (1...3).contains(part.count), part.allSatisfy({ $0 &- UInt8(ascii: "0") < 10 }),
                let value = UInt8(String(decoding: part, as: UTF8.self))
            else { return nil }
            bytes.append(UInt16(value))
        }
        return [bytes[0] << 8 | bytes[1], bytes[2] << 8 | bytes[3]]
    }

    private static func append(_ groups: [UInt16], to output: inout [UInt8]) {
        // An IPv4 address in the clothes of IPv6 is bound as what it is.
        if groups[0..<5].allSatisfy({ $0 == 0 }), groups[5] == 0xFFFF {
            let bytes = [groups[6] >> 8, groups[6] & 0xFF, groups[7] >> 8, groups[7] & 0xFF]
            output.append(contentsOf: bytes.map(String.init).joined(separator: ".").utf8)
            return
        }
        let gap = longestGap(groups)
        var text = "["
        var index = 0
        while index < 8 {
            if let gap, index == gap.lowerBound {
                text += "::"
                index = gap.upperBound
                continue
            }
            if index > 0, index != gap?.upperBound { text += ":" }
            text += String(groups[index], radix: 16)
            index += 1
        }
        output.append(contentsOf: (text + "]").utf8)
    }

    /// The first of the longest runs of two zeros and more.
    private static func longestGap(_ groups: [UInt16]) -> Range<Int>? {
        var longest: Range<Int>?
        var start = 0
        while start < 8 {
            var end = start
            while end < 8, groups[end] == 0 { end += 1 }
            if end - start >= 2, end - start > longest?.count ?? 0 { longest = start..<end }
            start = max(end, start + 1)
        }
        return longest
    }
}
