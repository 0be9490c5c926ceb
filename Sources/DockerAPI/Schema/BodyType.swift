/// The type of a JSON value that the engine reads into, named after what a client may write.
public indirect enum BodyType: Sendable {
    /// Go `bool`.
    case bool
    /// A Go integer of any width; ``IntegerWidth`` says what fits.
    case integer(IntegerWidth)
    /// Go `float32` or `float64`.
    case float
    /// Go `string` or a type made of it.
    case string
    /// Go `[]byte`: a string of standard base64.
    case base64
    /// Go `time.Time`: a string after RFC 3339.
    case time
    /// Go `time.Duration`: a whole number of nanoseconds.
    case duration
    /// moby's `strslice.StrSlice`: one string, or a list of strings.
    case stringOrList
    /// A Go slice.
    case list(BodyType)
    /// A Go `map[string]T`; its keys are the client's own and are compared exactly.
    case map(BodyType)
    /// A Go struct; the names of its members are folded.
    case object(BodySchema)
    /// Go `struct{}`, the value of a set: an object whose members say nothing.
    case emptyObject
    /// Go `any` or `json.RawMessage`: every value, its members are compared exactly.
    case any

    /// Go `[]string`.
    public static let strings = BodyType.list(.string)
    /// Go `map[string]string`.
    public static let stringMap = BodyType.map(.string)
    /// Go `map[string]struct{}`.
    public static let set = BodyType.map(.emptyObject)
    public static let int = BodyType.integer(.int64)
}
