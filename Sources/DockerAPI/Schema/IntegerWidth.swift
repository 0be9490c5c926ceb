/// What fits in a Go integer. A number that doesn't, or that has a fraction or an exponent, is an error of the decoder.
public enum IntegerWidth: Sendable {
    case int32
    case int64
    case uint8
    case uint16
    case uint32
    case uint64
}
