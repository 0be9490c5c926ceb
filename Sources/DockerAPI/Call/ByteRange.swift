/// A range of the arena of one call; half the size of a `Range<Int>`.
struct ByteRange: Sendable, Equatable {
    var start: UInt32
    var end: UInt32

    static let empty = ByteRange(0, 0)

    @inline(__always)
    init(_ start: Int, _ end: Int) {
        self.start = UInt32(truncatingIfNeeded: start)
        self.end = UInt32(truncatingIfNeeded: end)
    }

    @inline(__always)
    var range: Range<Int> { Int(start)..<max(Int(start), Int(end)) }

    @inline(__always)
    var count: Int { range.count }

    var isEmpty: Bool { end <= start }
}
