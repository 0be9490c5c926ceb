/// A version of the Engine API, such as 1.41. They compare by number: 1.9 is older than 1.41.
public struct APIVersion: Hashable, Comparable, Sendable, CustomStringConvertible {
    public let major: Int
    public let minor: Int

    public init(_ major: Int, _ minor: Int) {
        self.major = major
        self.minor = minor
    }

    public static func < (left: APIVersion, right: APIVersion) -> Bool {
        left.major == right.major ? left.minor < right.minor : left.major < right.major
    }

    public var description: String { "\(major).\(minor)" }
}
