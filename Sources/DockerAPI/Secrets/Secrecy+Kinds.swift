import StrictJSON

extension PlanType.Kind {
    /// Whether a value of a kind is one that the type says all about.
    func isOpen(to kind: JSONKind) -> Bool {
        switch self {
        case .bool, .unknown: false
        case .integer, .float: kind == .number
        case .string, .base64: kind == .string
        case .stringOrList, .list: kind == .array
        case .map, .object, .emptyObject: kind == .object
        }
    }
}

extension Secrecy {
    /// Whether a value of a kind is what the secrecy is about.
    func fits(_ kind: JSONKind) -> Bool {
        switch self {
        case .assignments: true
        case .values, .named, .driver: kind == .object
        case .encoded: kind == .string
        case .whole, .assignment, .open: true
        }
    }

    /// Names that sound like secrets and only refer to one.
    static func isReference(_ name: Span<UInt8>) -> Bool {
        ["SecretID", "SecretName", "TokenType"].contains { ArenaText.equalIgnoringCase(name, $0) }
    }
}
