import StrictJSON

extension BodyType {
    /// Whether Go's decoder takes a JSON value of this kind for the type; what is in it is another question.
    public func accepts(_ kind: JSONKind) -> Bool {
        if kind == .null { return true }
        switch self {
        case .bool: return kind == .true || kind == .false
        case .integer, .float, .duration: return kind == .number
        case .string: return kind == .string
        case .base64, .stringOrList: return kind == .string || kind == .array
        case .list: return kind == .array
        case .map, .object, .emptyObject: return kind == .object
        }
    }

    /// The schema of the objects in the value, when the type is an object or a list or map of them.
    public var schema: BodySchema? {
        switch self {
        case .object(let schema): schema
        case .list(let element), .map(let element): element.schema
        default: nil
        }
    }
}
