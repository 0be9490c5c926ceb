/// An object or array of a body that is being read.
struct BodyFrame: Sendable {
    /// Index of the first token behind it.
    let end: UInt32
    /// Its node.
    let node: UInt32
    /// Its number in the ``KeySet``.
    let object: UInt64
    let type: UInt16
    /// The type of a list's or a map's elements.
    let element: UInt16
    let kind: PlanType.Kind
    let isObject: Bool
    /// Whether strings are what the engine reads as elements.
    var hasTexts = false
    /// Whether the object's type has members in legacy places.
    var hasLegacy = false
    /// The field that was found last.
    var lastField: UInt16 = 0
    /// Whether members in legacy places belong in here.
    var takesMoved = false
    var step = Step.reading
    /// The next of the set-aside members to look at.
    var index = 0

    enum Step: UInt8, Sendable {
        /// Its own values are read.
        case reading
        /// The members in legacy places are put in; in the outer object, `HostConfig` comes next.
        case moving
        /// `HostConfig` has been written; those that had no effect are put where they stood.
        case leaving
    }

    /// Around the whole body.
    static let outermost = BodyFrame(end: 0, node: 0, object: 0, type: 0, element: 0, kind: .unknown, isObject: false)
}
