/// Bytes that say what is to be done; zeros when they are used up.
struct Steps {
    private var bytes: ArraySlice<UInt8>

    init(_ bytes: UnsafeBufferPointer<UInt8>) { self.bytes = Array(bytes)[...] }

    mutating func next() -> UInt8? { bytes.popFirst() }

    /// A number below a bound.
    mutating func number(below bound: Int) -> Int { bound > 0 ? Int(next() ?? 0) % bound : 0 }
}
