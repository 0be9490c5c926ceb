/// One member of an object in a JSON body.
public final class BodyField: Sendable {
    /// The documented spelling, `HostConfig`.
    public let name: String
    /// The name as the engine compares it, see ``FoldedName``.
    public let folded: [UInt8]
    public let type: BodyType
    /// How a member that stands in an old place is to be read; nothing for all others.
    public let legacy: LegacyPlace?

    init(_ name: String, _ type: BodyType, legacy: LegacyPlace? = nil) {
        self.name = name
        self.folded = FoldedName.fold(name)
        self.type = type
        self.legacy = legacy
    }
}
