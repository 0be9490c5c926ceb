/// How large a YAML text may be.
public struct YAMLLimits: Sendable, Hashable {
    /// Bytes of the text.
    public var maximumSize: Int
    /// Lists and mappings inside of each other.
    public var maximumDepth: Int
    /// Scalars, keys included, lists and mappings.
    public var maximumNodes: Int

    public init(maximumSize: Int = 16 << 20, maximumDepth: Int = 64, maximumNodes: Int = 1_000_000) {
        self.maximumSize = maximumSize
        self.maximumDepth = maximumDepth
        self.maximumNodes = maximumNodes
    }

    public static let standard = YAMLLimits()
}
