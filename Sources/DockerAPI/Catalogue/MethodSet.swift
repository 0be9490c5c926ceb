/// The methods that one route takes.
public struct MethodSet: OptionSet, Sendable {
    public let rawValue: UInt8

    public init(rawValue: UInt8) { self.rawValue = rawValue }

    public static let get = MethodSet(.get)
    public static let head = MethodSet(.head)
    public static let post = MethodSet(.post)
    public static let put = MethodSet(.put)
    public static let delete = MethodSet(.delete)
    public static let options = MethodSet(.options)
    /// Every method, also those that have no name in ``HTTPMethod``.
    public static let any = MethodSet(rawValue: 0x7F)

    public init(_ method: HTTPMethod) { rawValue = 1 << method.rawValue }

    public func contains(_ method: HTTPMethod) -> Bool { rawValue & (1 << method.rawValue) != 0 }
}
