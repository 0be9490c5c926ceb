/// The kind of one JSON value (RFC 8259, section 3).
public enum JSONKind: UInt8, Sendable {
    case object
    case array
    case string
    case number
    case `true`
    case `false`
    case null

    /// Whether the value holds no other values.
    @inlinable
    public var isScalar: Bool { self != .object && self != .array }
}
