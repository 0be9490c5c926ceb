/// The request target as dockerd's router sees it: Go's `net/url` and gorilla/mux, in the order in which they work.
///
/// 1. Scheme and authority of an absolute-form target are cut off (RFC 9112, section 3.2.2).
/// 2. The first `?` parts path and query.
/// 3. The path is percent-decoded once; what gorilla would redirect is refused.
/// 4. A leading `/v[0-9.]+` segment is the version.
/// 5. The query is split on `&` only, names and values are decoded, `+` is a space.
struct CanonicalURI: Sendable {
    /// Decoded, without version.
    var path = ByteRange.empty
    /// Without the `v`, as written.
    var version = ByteRange.empty
    /// Sorted by name; the values of one name stand in the order of the query.
    var parameters: [QueryParameter] = []
    /// Path and parameters, encoded again in one way.
    var text = ByteRange.empty

    mutating func reset() {
        path = .empty
        version = .empty
        parameters.recycle()
        text = .empty
    }

    /// Reads a raw target; everything made on the way is appended to the arena.
    ///
    /// - Parameter isConnect: Whether the method is `CONNECT`, whose target is an authority where it is no path.
    /// - Returns: What is wrong with it, or nothing. After a fault only the parts before it are set.
    mutating func read(_ raw: ByteRange, isConnect: Bool, arena: inout [UInt8]) -> URIFault? {
        reset()
        let base = raw.range.lowerBound
        let end = raw.range.upperBound
        if let fault = Self.checkBytes(arena, raw.range) { return fault }

        var question = base
        while question < end, arena[question] != UInt8(ascii: "?") { question += 1 }

        var start = base
        if start == end || arena[start] != UInt8(ascii: "/") {
            guard !isConnect, let path = Self.skipSchemeAndAuthority(arena, base..<question) else {
                return URIFault(.notAPath, at: 0)
            }
            start = path
        }

        if let fault = readPath(start..<question, base: base, arena: &arena) { return fault }
        if question < end, let fault = readQuery(question + 1..<end, base: base, arena: &arena) { return fault }
        sortParameters(arena)
        encode(&arena)
        return nil
    }

    private static func checkBytes(_ arena: [UInt8], _ range: Range<Int>) -> URIFault? {
        for at in range {
            let byte = arena[at]
            if byte > 0x20, byte < 0x7F, byte != UInt8(ascii: "#") { continue }
            let reason: URIFault.Reason =
                byte == UInt8(ascii: "#") ? .fragment : byte >= 0x80 ? .notASCII : .controlCharacter
            return URIFault(reason, at: at - range.lowerBound)
        }
        return nil
    }

    /// Go's `url.getScheme` and what follows it in `url.parse` for a request target.
    ///
    /// - Returns: Where the path begins, or nothing where there is none that begins with `/`.
    private static func skipSchemeAndAuthority(_ arena: [UInt8], _ range: Range<Int>) -> Int? {
        var at = range.lowerBound
        scheme: while true {
            guard at < range.upperBound else { return nil }
            switch arena[at] {
            case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"):
                break
            case UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "+"), UInt8(ascii: "-"), UInt8(ascii: "."):
                guard at > range.lowerBound else { return nil }
            case UInt8(ascii: ":"):
                guard at > range.lowerBound else { return nil }
                break scheme
            default:
                return nil
            }
            at += 1
        }
        at += 1
        guard at < range.upperBound, arena[at] == UInt8(ascii: "/") else { return nil }
        guard at + 1 < range.upperBound, arena[at + 1] == UInt8(ascii: "/") else { return at }
        at += 2
        while at < range.upperBound, arena[at] != UInt8(ascii: "/") { at += 1 }
        return at < range.upperBound ? at : nil
    }

    private mutating func readPath(_ range: Range<Int>, base: Int, arena: inout [UInt8]) -> URIFault? {
        let start = arena.count
        var at = range.lowerBound
        var segment = start
        var isASCII = true
        while at < range.upperBound {
            guard let (byte, length) = PercentCoding.decode(arena, at, range.upperBound) else {
                return URIFault(.badEscape, at: at - base)
            }
            if byte < 0x20 || byte == 0x7F { return URIFault(.decodedControl, at: at - base) }
            if byte >= 0x80 { isASCII = false }
            if byte == UInt8(ascii: "/") {
                if arena.count > start, let reason = Self.fault(ofSegment: segment, arena) {
                    return URIFault(reason, at: at - base)
                }
                segment = arena.count + 1
            }
            arena.append(byte)
            at += length
        }
        // An empty last segment is a trailing slash, which gorilla keeps.
        if segment < arena.count, let reason = Self.fault(ofSegment: segment, arena) {
            return URIFault(reason, at: range.upperBound - base)
        }
        if !isASCII, !UTF8Check.isValid(arena, start..<arena.count) {
            return URIFault(.notUTF8, at: range.lowerBound - base)
        }
        let rest = Self.skipVersion(arena, start)
        if rest > start { version = ByteRange(start + 2, rest) }
        path = ByteRange(rest, arena.count)
        return nil
    }

    /// What gorilla's `cleanPath` would change about the segment that ends at the end of the arena.
    private static func fault(ofSegment start: Int, _ arena: [UInt8]) -> URIFault.Reason? {
        switch arena.count - start {
        case ...0: .emptySegment
        case 1 where arena[start] == UInt8(ascii: "."): .dotSegment
        case 2 where arena[start] == UInt8(ascii: ".") && arena[start + 1] == UInt8(ascii: "."): .dotSegment
        default: nil
        }
    }

    /// Skips `/v[0-9.]+` where another segment follows.
    private static func skipVersion(_ arena: [UInt8], _ start: Int) -> Int {
        guard arena.count > start + 3, arena[start + 1] == UInt8(ascii: "v") else { return start }
        var at = start + 2
        while at < arena.count, arena[at] == UInt8(ascii: ".") || arena[at] &- UInt8(ascii: "0") < 10 { at += 1 }
        return at > start + 2 && at < arena.count && arena[at] == UInt8(ascii: "/") ? at : start
    }

    private mutating func readQuery(_ range: Range<Int>, base: Int, arena: inout [UInt8]) -> URIFault? {
        var at = range.lowerBound
        while at < range.upperBound {
            var end = at
            var equals: Int?
            while end < range.upperBound, arena[end] != UInt8(ascii: "&") {
                if arena[end] == UInt8(ascii: ";") { return URIFault(.semicolon, at: end - base) }
                if equals == nil, arena[end] == UInt8(ascii: "=") { equals = end }
                end += 1
            }
            if end > at {
                let middle = equals ?? end
                var name = ByteRange.empty
                var value = ByteRange.empty
                if let fault = Self.decodeComponent(at..<middle, base: base, arena: &arena, into: &name) {
                    return fault
                }
                let valueStart = min(middle + 1, end)
                if let fault = Self.decodeComponent(valueStart..<end, base: base, arena: &arena, into: &value) {
                    return fault
                }
                parameters.append(QueryParameter(name: name, value: value))
            }
            at = end + 1
        }
        return nil
    }

    private static func decodeComponent(
        _ range: Range<Int>,
        base: Int,
        arena: inout [UInt8],
        into result: inout ByteRange
    ) -> URIFault? {
        let start = arena.count
        var at = range.lowerBound
        var isASCII = true
        while at < range.upperBound {
            guard let (byte, length) = PercentCoding.decode(arena, at, range.upperBound) else {
                return URIFault(.badEscape, at: at - base)
            }
            if byte == 0 { return URIFault(.decodedNUL, at: at - base) }
            if byte >= 0x80 { isASCII = false }
            arena.append(byte == UInt8(ascii: "+") && length == 1 ? UInt8(ascii: " ") : byte)
            at += length
        }
        if !isASCII, !UTF8Check.isValid(arena, start..<arena.count) {
            return URIFault(.notUTF8, at: range.lowerBound - base)
        }
        result = ByteRange(start, arena.count)
        return nil
    }

    private mutating func sortParameters(_ arena: [UInt8]) {
        func precedes(_ left: QueryParameter, _ right: QueryParameter) -> Bool {
            let order = ArenaText.compare(arena, left.name, right.name)
            // The order of the arena is that of the query.
            return order == 0 ? left.name.start < right.name.start : order < 0
        }
        guard parameters.count <= 16 else {
            parameters.sort(by: precedes)
            return
        }
        // Few parameters are sorted in place: nothing is allocated.
        var next = 1
        while next < parameters.count {
            var at = next
            while at > 0, precedes(parameters[at], parameters[at - 1]) {
                parameters.swapAt(at, at - 1)
                at -= 1
            }
            next += 1
        }
    }

    private mutating func encode(_ arena: inout [UInt8]) {
        let start = arena.count
        PercentCoding.encode(path.range, in: &arena, keeping: .path)
        for (index, parameter) in parameters.enumerated() {
            arena.append(index == 0 ? UInt8(ascii: "?") : UInt8(ascii: "&"))
            PercentCoding.encode(parameter.name.range, in: &arena, keeping: .query)
            arena.append(UInt8(ascii: "="))
            PercentCoding.encode(parameter.value.range, in: &arena, keeping: .query)
        }
        text = ByteRange(start, arena.count)
    }
}
