import DockerAPI

/// Kinds of attributes that a call can be unknown in; facts and certificate fields are told one by one, ``CallUnknowns``.
public struct AttributeKinds: OptionSet, Sendable, Hashable {
    public let rawValue: UInt32

    public init(rawValue: UInt32) { self.rawValue = rawValue }

    public static let user = AttributeKinds(rawValue: 1)
    public static let authentication = AttributeKinds(rawValue: 1 << 1)
    public static let method = AttributeKinds(rawValue: 1 << 2)
    public static let path = AttributeKinds(rawValue: 1 << 3)
    public static let uri = AttributeKinds(rawValue: 1 << 4)
    public static let version = AttributeKinds(rawValue: 1 << 5)
    public static let query = AttributeKinds(rawValue: 1 << 6)
    public static let header = AttributeKinds(rawValue: 1 << 7)
    public static let action = AttributeKinds(rawValue: 1 << 8)
    public static let target = AttributeKinds(rawValue: 1 << 9)
    /// `body` and every path into it.
    public static let body = AttributeKinds(rawValue: 1 << 10)
    public static let status = AttributeKinds(rawValue: 1 << 11)
    public static let responseHeader = AttributeKinds(rawValue: 1 << 12)
    /// `response.body` and every path into it.
    public static let responseBody = AttributeKinds(rawValue: 1 << 13)

    /// The kind of an attribute; none for facts and certificate fields.
    init(_ attribute: CallAttribute) {
        switch attribute {
        case .user: self = .user
        case .authentication: self = .authentication
        case .method: self = .method
        case .path: self = .path
        case .uri: self = .uri
        case .version: self = .version
        case .query: self = .query
        case .header: self = .header
        case .action: self = .action
        case .target: self = .target
        case .body, .bodyPath: self = .body
        case .status: self = .status
        case .responseHeader: self = .responseHeader
        case .responseBody, .responseBodyPath: self = .responseBody
        case .fact, .certificate: self = []
        }
    }
}
