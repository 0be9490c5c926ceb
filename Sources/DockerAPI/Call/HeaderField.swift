/// One header of a call, name and value in its arena.
struct HeaderField: Sendable {
    let name: ByteRange
    let value: ByteRange
}
