/// Go's `path.Clean` (and `filepath.Clean` on Linux), as the engine applies it to the sources of mounts.
enum CleanPath {
    /// Appends the shortest path that names the same, without looking at any file system.
    ///
    /// - Parameter isRooted: Take the path as one from `/`, however it begins.
    static func append(_ path: ArraySlice<UInt8>, isRooted: Bool, to output: inout [UInt8]) {
        let slash = UInt8(ascii: "/")
        let dot = UInt8(ascii: ".")
        let start = output.count
        let rooted = isRooted || path.first == slash
        if rooted { output.append(slash) }
        let base = output.count
        /// Nothing before here can be taken back by `..`.
        var floor = base
        var at = path.startIndex
        while at < path.endIndex {
            let from = at
            while at < path.endIndex, path[at] != slash { at += 1 }
            let segment = path[from..<at]
            at += 1
            if segment.isEmpty || segment.count == 1 && segment.first == dot { continue }
            if segment.count == 2, segment.allSatisfy({ $0 == dot }) {
                if output.count > floor {
                    var end = output.count - 1
                    while end > floor, output[end] != slash { end -= 1 }
                    output.removeSubrange(end...)
                    continue
                }
                if rooted { continue }
                if output.count > base { output.append(slash) }
                output.append(contentsOf: segment)
                floor = output.count
                continue
            }
            if output.count > base { output.append(slash) }
            output.append(contentsOf: segment)
        }
        if output.count == start { output.append(dot) }
    }
}
