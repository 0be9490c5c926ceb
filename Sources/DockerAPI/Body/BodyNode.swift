import StrictJSON

/// One value, or the name of one member, of a canonical body; the ranges are of the call's arena.
///
/// Nodes stand in the order of a walk through the tree. A member is two nodes: its name, a string, and its value.
struct BodyNode: Sendable, Equatable {
    /// First byte of the text; of objects and arrays, of the raw value.
    var start: UInt32
    var end: UInt32
    /// Index of the first node that no longer belongs to this value.
    var next: UInt32
    /// Of a member's name: the field of ``SchemaPlan`` that it is, 0 for a name that no schema has.
    /// Of an object or an array: its type in ``SchemaPlan``.
    var field: UInt16
    var kind: JSONKind
    var flags: Flags

    struct Flags: OptionSet, Sendable {
        let rawValue: UInt8
        /// The names of the object's members are compared exactly.
        static let exactNames = Flags(rawValue: 1)
        /// The member stood at the top level of `containers/create` and was moved into `HostConfig`.
        static let moved = Flags(rawValue: 2)
    }

    @inline(__always)
    var range: ByteRange { ByteRange(Int(start), Int(end)) }
}
