/// What may be in the body of a call.
public enum BodyClass: Sendable {
    /// JSON of this type must be there. The engine reads it, so a call whose body isn't seen says nothing.
    case json(BodyType)
    /// JSON of this type may be there.
    case optionalJSON(BodyType)
    /// Nothing may be there.
    case forbidden
    /// Something that is no JSON, which dockerd never shows to a plugin.
    case binary
    /// Nothing may be there; after the answer the connection is a raw stream (``Endpoint/tunnel`` says which).
    case hijack

    /// The type of the JSON, where JSON may be.
    public var type: BodyType? {
        switch self {
        case .json(let type), .optionalJSON(let type): type
        case .forbidden, .binary, .hijack: nil
        }
    }

    /// JSON of an object that must be there.
    static func json(_ schema: BodySchema) -> BodyClass { .json(.object(schema)) }

    /// JSON of an object that may be there.
    static func optionalJSON(_ schema: BodySchema) -> BodyClass { .optionalJSON(.object(schema)) }
}
