extension Array {
    /// Empties the array for the next call and keeps its memory, unless a rare large call has made it large.
    @inline(__always)
    mutating func recycle() {
        if capacity &* MemoryLayout<Element>.stride > Self.keptBytes {
            self = []
        } else {
            removeAll(keepingCapacity: true)
        }
    }

    /// 2 MiB: twice the largest body that engines before 29.3.1 show.
    private static var keptBytes: Int { 2 << 20 }
}
