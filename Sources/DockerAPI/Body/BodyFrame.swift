/// An object or array of a body that is being read.
struct BodyFrame: Sendable {
    /// Index of the first token behind it.
    let end: UInt32
    /// Its node.
    let node: UInt32
    /// Its number in the ``KeySet``.
    let object: UInt64
    let type: UInt16
    let isObject: Bool
    /// The field that was found last.
    var lastField: UInt16 = 0
    /// Whether members in legacy places belong in here.
    var takesMoved = false
    /// How far members in legacy places have been put in; nothing while its own members are read.
    var legacy: LegacyStep?

    enum LegacyStep: Sendable {
        /// In `HostConfig`: the next of the set-aside members to look at.
        case moving(Int)
        /// At the top: `HostConfig` has been written, the next of the set-aside members that had no effect.
        case leaving(Int)
    }
}
