/// What the header `Content-Length` says.
enum BodyLength: Int, Comparable {
    /// The header isn't there: no body, or a chunked one. dockerd shows no `Transfer-Encoding`.
    case absent
    /// There is no body. Go drops the header where a chunked body comes with it, so this can be trusted.
    case zero
    case some

    /// - Parameter value: The header's value. What is no number counts as a length.
    init(_ arena: [UInt8], _ value: Range<Int>) {
        self = !value.isEmpty && value.allSatisfy { arena[$0] == UInt8(ascii: "0") } ? .zero : .some
    }

    static func < (left: BodyLength, right: BodyLength) -> Bool { left.rawValue < right.rawValue }
}
