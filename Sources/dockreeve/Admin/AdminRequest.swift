/// What somebody asks on the admin socket: an HTTP/1.1 request (RFC 9112), as far as it matters here.
enum AdminRequest: Equatable {
    /// Not all of it has come.
    case incomplete
    case get(path: String)
    /// Another method than GET.
    case otherMethod
    case malformed

    /// Bytes of a request's head; there are no bodies.
    static let limit = 8 << 10

    init(_ bytes: [UInt8]) {
        guard let head = Self.head(bytes) else {
            self = .incomplete
            return
        }
        let line = String(decoding: head.prefix { $0 != UInt8(ascii: "\r") && $0 != UInt8(ascii: "\n") }, as: UTF8.self)
        let words = line.split(separator: " ", omittingEmptySubsequences: false)
        guard words.count == 3, words[2] == "HTTP/1.1" || words[2] == "HTTP/1.0", words[1].hasPrefix("/") else {
            self = .malformed
            return
        }
        self = words[0] == "GET" ? .get(path: String(words[1])) : .otherMethod
    }

    /// Everything up to the empty line.
    private static func head(_ bytes: [UInt8]) -> ArraySlice<UInt8>? {
        var lineIsEmpty = false
        for (index, byte) in bytes.enumerated() {
            if byte == UInt8(ascii: "\n") {
                if lineIsEmpty { return bytes[...index] }
                lineIsEmpty = true
            } else if byte != UInt8(ascii: "\r") {
                lineIsEmpty = false
            }
        }
        return nil
    }
}
