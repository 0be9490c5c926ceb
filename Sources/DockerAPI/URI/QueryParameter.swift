/// One parameter of the query, decoded; the ranges are of the call's arena.
struct QueryParameter: Sendable, Equatable {
    let name: ByteRange
    let value: ByteRange
}
