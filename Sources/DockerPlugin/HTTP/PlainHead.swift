/// The head of a request as the daemon's client writes it, read without a parser.
///
/// `POST` to a known path over HTTP/1.1, with `Content-Length` and no field but those that are known to be harmless, each
/// once, nothing folded or oddly spaced: so there is one way only to understand it. Whatever differs is the parser's.
struct PlainHead {
    let route: PluginRoute
    /// Of the head with the empty line behind it, in bytes.
    let length: Int
    let bodyLength: Int

    /// A longer one isn't taken, in bytes; the parser takes at least as much.
    static let maximumLength = 1024

    /// - Returns: Nothing where the bytes don't begin with such a head, whole.
    init?(_ bytes: Span<UInt8>, _ routes: RouteTable) {
        let end = min(bytes.count, Self.maximumLength)
        let method: StaticString = "POST "
        let version: StaticString = " HTTP/1.1\r\n"
        guard Self.has(bytes, method, at: 0, end) else { return nil }
        let path = method.utf8CodeUnitCount
        var at = path
        while at < end, bytes[at] > 0x20 { at &+= 1 }
        guard Self.has(bytes, version, at: at, end), let route = routes.route(bytes.extracting(path..<at)) else {
            return nil
        }
        at &+= version.utf8CodeUnitCount

        var seen: UInt8 = 0
        var bodyLength: Int?
        while true {
            guard at &+ 1 < end else { return nil }
            if bytes[at] == UInt8(ascii: "\r") {
                guard bytes[at &+ 1] == UInt8(ascii: "\n") else { return nil }
                break
            }
            guard let (field, value) = Self.field(bytes, at, end), seen & field.rawValue == 0,
                let lineEnd = Self.lineEnd(bytes, value, end)
            else { return nil }
            seen |= field.rawValue
            if field == .contentLength {
                guard let number = Self.number(bytes, value..<lineEnd) else { return nil }
                bodyLength = number
            }
            at = lineEnd &+ 2
        }
        guard let bodyLength else { return nil }
        self.route = route
        self.length = at &+ 2
        self.bodyLength = bodyLength
    }

    /// The fields that say nothing about where the request ends, and the one that does.
    private enum Field: UInt8 {
        case host = 1
        case accept = 2
        case userAgent = 4
        case contentType = 8
        case contentLength = 16
        case acceptEncoding = 32
    }

    /// The field whose line begins at an offset, and where its value begins.
    private static func field(_ bytes: Span<UInt8>, _ start: Int, _ end: Int) -> (Field, value: Int)? {
        var colon = start
        while colon < end, bytes[colon] != UInt8(ascii: ":") {
            guard bytes[colon] > 0x20 else { return nil }
            colon &+= 1
        }
        let (field, name): (Field, StaticString)
        switch colon &- start {
        case 4: (field, name) = (.host, "host")
        case 6: (field, name) = (.accept, "accept")
        case 10: (field, name) = (.userAgent, "user-agent")
        case 12: (field, name) = (.contentType, "content-type")
        case 14: (field, name) = (.contentLength, "content-length")
        case 15: (field, name) = (.acceptEncoding, "accept-encoding")
        default: return nil
        }
        for index in 0..<name.utf8CodeUnitCount where lowered(bytes[start &+ index]) != name.utf8Start[index] {
            return nil
        }
        let value = colon &+ 1
        return (field, value < end && bytes[value] == UInt8(ascii: " ") ? value &+ 1 : value)
    }

    @inline(__always)
    private static func lowered(_ byte: UInt8) -> UInt8 { byte &- UInt8(ascii: "A") < 26 ? byte | 0x20 : byte }

    /// Where a value ends: at a line's end, with nothing in it but printable ASCII.
    private static func lineEnd(_ bytes: Span<UInt8>, _ value: Int, _ end: Int) -> Int? {
        var at = value
        while at < end, bytes[at] >= 0x20, bytes[at] < 0x7F { at &+= 1 }
        guard at &+ 1 < end, bytes[at] == UInt8(ascii: "\r"), bytes[at &+ 1] == UInt8(ascii: "\n") else { return nil }
        return at
    }

    /// A number of one to nine digits and nothing else.
    private static func number(_ bytes: Span<UInt8>, _ range: Range<Int>) -> Int? {
        guard (1...9).contains(range.count) else { return nil }
        var number = 0
        for at in range {
            let digit = bytes[at] &- UInt8(ascii: "0")
            guard digit < 10 else { return nil }
            number = number &* 10 &+ Int(digit)
        }
        return number
    }

    private static func has(_ bytes: Span<UInt8>, _ text: StaticString, at start: Int, _ end: Int) -> Bool {
        guard end &- start >= text.utf8CodeUnitCount else { return false }
        for index in 0..<text.utf8CodeUnitCount where bytes[start &+ index] != text.utf8Start[index] { return false }
        return true
    }
}
