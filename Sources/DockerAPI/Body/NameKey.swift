/// The length of a name with its first and its last eight bytes: enough to tell most names apart in three comparisons.
struct NameKey: Sendable, Equatable {
    let length: Int
    private let head: UInt64
    private let tail: UInt64

    @inline(__always)
    init(_ bytes: Span<UInt8>, _ name: Range<Int>) {
        length = name.count
        if length >= 8 {
            // The loads check that the bytes are there.
            head = bytes.bytes.unsafeLoadUnaligned(fromByteOffset: name.lowerBound, as: UInt64.self)
            tail = bytes.bytes.unsafeLoadUnaligned(fromByteOffset: name.upperBound &- 8, as: UInt64.self)
        } else {
            var word: UInt64 = 0
            for at in name { word = word << 8 | UInt64(bytes[at]) }
            head = word
            tail = 0
        }
    }

    /// Whether there are bytes between head and tail that the key says nothing of.
    var isPartial: Bool { length > 16 }
}
