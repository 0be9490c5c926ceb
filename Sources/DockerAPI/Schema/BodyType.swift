/// The type of a JSON value that the engine reads, named after what a client may write.
///
/// What Go's decoder takes for each, besides `null`, which all of them take (it is a pointer's, list's or map's empty
/// value and leaves everything else as it was). Any other kind is an error of the decoder, and the engine answers 400.
///
/// | type | in Go | JSON |
/// | --- | --- | --- |
/// | `bool` | `bool` | `true`, `false`; no `1`, no `"true"` |
/// | `integer` | `int`, `uint16`, … | a number without fraction and exponent that fits, see ``IntegerWidth`` |
/// | `float` | `float32` | any number |
/// | `string` | `string`; `netip.Addr` and others that read text | a string |
/// | `base64` | `[]byte` | a string of standard base64, or an array of numbers from 0 to 255 |
/// | `duration` | `time.Duration` | nanoseconds, a number as for `int64`; no `"10s"` |
/// | `stringOrList` | `strslice.StrSlice` | a string, or an array of strings; engines from 29 on take the array only |
/// | `list` | a slice, or an array of fixed length | an array |
/// | `map` | `map[string]T` | an object, its names are compared exactly |
/// | `object` | a struct | an object, its names are folded, unknown ones are skipped |
/// | `emptyObject` | `struct{}` | an object, everything in it is skipped |
public indirect enum BodyType: Sendable {
    case bool
    case integer(IntegerWidth)
    case float
    case string
    case base64
    case duration
    case stringOrList
    case list(BodyType)
    case map(BodyType)
    case object(BodySchema)
    case emptyObject

    /// Go `[]string`.
    public static let strings = BodyType.list(.string)
    /// Go `map[string]string`.
    public static let stringMap = BodyType.map(.string)
    /// Go `map[string]struct{}`.
    public static let set = BodyType.map(.emptyObject)
    /// Go `int` and `int64`.
    public static let int = BodyType.integer(.int64)
    /// Go `uint` and `uint64`.
    public static let uint = BodyType.integer(.uint64)
}
