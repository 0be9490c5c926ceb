/// The method of a call, as far as an Engine API route can tell methods apart.
public enum HTTPMethod: UInt8, CaseIterable, Sendable {
    case get
    case head
    case post
    case put
    case delete
    case options
    /// Any other token (`PATCH`, `get`, …). Methods are case-sensitive (RFC 9110, section 9.1).
    case other

    /// Reads the method of a request line; never fails, what no route names is ``other``.
    public init(_ bytes: Span<UInt8>) {
        switch bytes.count {
        case 3 where Self.equal(bytes, "GET"): self = .get
        case 3 where Self.equal(bytes, "PUT"): self = .put
        case 4 where Self.equal(bytes, "POST"): self = .post
        case 4 where Self.equal(bytes, "HEAD"): self = .head
        case 6 where Self.equal(bytes, "DELETE"): self = .delete
        case 7 where Self.equal(bytes, "OPTIONS"): self = .options
        default: self = .other
        }
    }

    private static func equal(_ bytes: Span<UInt8>, _ text: StaticString) -> Bool {
        guard bytes.count == text.utf8CodeUnitCount else { return false }
        for index in 0..<bytes.count where bytes[index] != text.utf8Start[index] { return false }
        return true
    }
}
