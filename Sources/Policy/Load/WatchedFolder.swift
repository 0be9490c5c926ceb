/// A directory in which a change can make another policy of a policy directory.
public struct WatchedFolder: Sendable, Hashable {
    /// All links resolved; bytes, for a path need not be text.
    public let path: [UInt8]
    /// The names in it through which the policy's files were found: parents, links and their targets, files.
    public var names: Set<[UInt8]>
    /// Whether every rule file in it counts, also one that isn't there yet.
    public var holdsRules: Bool

    public init(path: [UInt8], names: Set<[UInt8]> = [], holdsRules: Bool = false) {
        self.path = path
        self.names = names
        self.holdsRules = holdsRules
    }

    /// Whether a change of that name matters.
    public func concerns(_ name: [UInt8]) -> Bool {
        names.contains(name) || (holdsRules && RuleFileName.isRuleFile(name))
    }
}
