/// One ``BodyType`` in the flat form of ``SchemaPlan``.
struct PlanType: Sendable {
    enum Kind: UInt8, Sendable {
        /// No schema: what the engine reads into isn't known, so names are taken for struct fields where that is the
        /// safe way.
        case unknown
        case bool
        case integer
        case float
        case string
        case base64
        case stringOrList
        case list
        case map
        case object
        case emptyObject
    }

    let kind: Kind
    var width = IntegerWidth.int64
    /// The type of a list's or a map's elements.
    var element: UInt16 = 0
    /// The fields of an object, a run of ``SchemaPlan/fields``.
    var fields: Range<UInt16> = 0..<0
    /// The object's part of ``SchemaPlan/slots``; its length is a power of two.
    var slots: Range<Int> = 0..<0
    /// The field `HostConfig` of an object that has members in legacy places; 0 for all others.
    var hostConfig: UInt16 = 0
}
