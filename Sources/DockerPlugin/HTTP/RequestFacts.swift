import NIOHTTP1

/// What the server needs to know of a request's head.
struct RequestFacts {
    /// Nothing for an unknown path or method.
    var route: PluginRoute?
    var isHead = false
    var isVersion10 = false
    var keepsAlive = false
    /// `Content-Length`, where it can be told.
    var declaredLength: Int?
    var expectsContinue = false
    var hasUnknownExpectation = false
    /// After this request the parser reads no further: the peer asked for another protocol, which is ignored.
    var endsParsing = false

    init(_ head: HTTPRequestHead, _ routes: RouteTable) {
        route = head.method == .POST ? routes.route(head.uri) : nil
        isHead = head.method == .HEAD
        isVersion10 = head.version.minor == 0
        keepsAlive = head.isKeepAlive
        endsParsing = head.method == .CONNECT
        for (name, value) in head.headers {
            switch name.utf8.count {
            case 6 where Self.equals(name, "expect"): noteExpectation(value)
            case 7 where Self.equals(name, "upgrade"): endsParsing = true
            case 14 where Self.equals(name, "content-length"): declaredLength = Int(value)
            default: break
            }
        }
        if endsParsing { keepsAlive = false }
    }

    init(_ head: PlainHead) {
        route = head.route
        keepsAlive = true
        declaredLength = head.bodyLength
    }

    private mutating func noteExpectation(_ value: String) {
        if Self.equals(value, "100-continue") {
            // RFC 9110, section 10.1.1: ignored from an HTTP/1.0 client.
            expectsContinue = !isVersion10
        } else {
            hasUnknownExpectation = true
        }
    }

    /// - Parameter lowered: In lower case.
    private static func equals(_ text: String, _ lowered: StaticString) -> Bool {
        let bytes = text.utf8
        guard bytes.count == lowered.utf8CodeUnitCount else { return false }
        var index = 0
        for byte in bytes {
            let letter = byte &- UInt8(ascii: "A") < 26 ? byte | 0x20 : byte
            guard letter == lowered.utf8Start[index] else { return false }
            index &+= 1
        }
        return true
    }
}
