import Dispatch

/// Looks at the lines of a block on all processors at once.
struct SealedLines {
    /// One for each line of the block that was looked at last, in their order.
    private(set) var lines: [SealedLine] = []

    /// Lines that one turn takes: many enough that handing them out costs nothing.
    private static let turn = 512

    /// - Parameter ranges: The lines in the bytes, without their line feeds.
    mutating func look(at ranges: [Range<Int>], of bytes: [UInt8]) {
        let turns = (ranges.count + Self.turn - 1) / Self.turn
        guard turns > 1 else {
            lines.removeAll(keepingCapacity: true)
            for range in ranges { lines.append(SealedLine(bytes.span.extracting(range))) }
            return
        }
        lines = [SealedLine](unsafeUninitializedCapacity: ranges.count) { output, count in
            // Each turn writes places of its own, and all have been written when the turns are over.
            nonisolated(unsafe) let output = output
            DispatchQueue.concurrentPerform(iterations: turns) { turn in
                let first = turn * Self.turn
                for index in first..<min(first + Self.turn, ranges.count) {
                    (output.baseAddress.unsafelyUnwrapped + index).initialize(
                        to: SealedLine(bytes.span.extracting(ranges[index]))
                    )
                }
            }
            count = ranges.count
        }
    }
}
