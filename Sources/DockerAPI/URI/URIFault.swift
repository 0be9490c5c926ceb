/// Why a request target can't be brought to one path and query.
struct URIFault: Error, Equatable {
    enum Reason: String {
        case controlCharacter = "the URI holds a space or a control character"
        case notASCII = "the URI holds a byte beyond ASCII that is not percent-encoded"
        case fragment = "the URI holds a `#`: dockerd and its plugin interface cut it in different places"
        case notAPath = "the URI is neither a path nor an absolute URL with a path"
        case badEscape = "a `%` is not followed by two hexadecimal digits"
        case decodedControl = "the path holds a control character once it is decoded"
        case decodedNUL = "the query holds a NUL once it is decoded"
        case notUTF8 = "the URI is not valid UTF-8 once it is decoded"
        case emptySegment = "the path holds `//`: dockerd would redirect"
        case dotSegment = "the path holds a `.` or `..` segment: dockerd would redirect"
        case semicolon = "the query holds a `;`: some versions of dockerd take it for `&`"
    }

    let reason: Reason
    /// In bytes from the start of the raw URI.
    let offset: Int

    init(_ reason: Reason, at offset: Int) {
        self.reason = reason
        self.offset = offset
    }
}
