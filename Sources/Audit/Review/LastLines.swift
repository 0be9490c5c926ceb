import Glibc

/// Finds the last lines of a file that fit, from its end backwards, so that a big log costs no more than a small one.
struct LastLines {
    /// The lines that were found, in the order of the file.
    private(set) var lines: [[UInt8]] = []
    /// Where the part behind the last line feed begins.
    private(set) var end = 0
    /// Lines that were too long to look at.
    private(set) var tooLong = 0

    private let wanted: Int
    private let maximumLine: Int

    init(_ wanted: Int, maximumLine: Int) {
        self.wanted = wanted
        self.maximumLine = maximumLine
    }

    /// - Parameters:
    ///   - size: How much of the file counts, in bytes.
    ///   - fits: Whether a line is one of those that are looked for.
    /// - Returns: The system's error number, 0 for none.
    mutating func read(_ descriptor: Int32, size: Int, chunk: Int = 1 << 16, _ fits: ([UInt8]) -> Bool) -> Int32 {
        var buffer = [UInt8](repeating: 0, count: max(chunk, 1))
        // What stands between the chunk and the last line feed that was seen, the parts of one line backwards.
        var parts: [[UInt8]] = []
        var held = 0
        var hasFeed = false
        var isOver = false
        var from = size
        while from > 0, lines.count < wanted || !hasFeed {
            let count = min(buffer.count, from)
            from -= count
            if let code = Self.read(descriptor, &buffer, count, at: from) { return code }
            var behind = count
            while let feed = buffer[..<behind].lastIndex(of: 0x0A) {
                if hasFeed {
                    let line = Array(buffer[(feed + 1)..<behind]) + parts.reversed().joined()
                    if isOver || line.count > maximumLine { tooLong += 1 } else if fits(line) { lines.append(line) }
                } else {
                    hasFeed = true
                    end = from + feed + 1
                }
                (parts, held, isOver) = ([], 0, false)
                behind = feed
                if lines.count >= wanted { break }
            }
            if lines.count >= wanted, hasFeed { break }
            held += behind
            // Before the first line feed nothing is kept: that part is read later, forwards.
            if held > maximumLine {
                (parts, isOver) = ([], true)
            } else if hasFeed {
                parts.append(Array(buffer[..<behind]))
            }
        }
        if from == 0, hasFeed, lines.count < wanted {
            let line = Array(parts.reversed().joined())
            if isOver { tooLong += 1 } else if !line.isEmpty, fits(line) { lines.append(line) }
        }
        lines.reverse()
        return 0
    }

    private static func read(_ descriptor: Int32, _ buffer: inout [UInt8], _ count: Int, at offset: Int) -> Int32? {
        var have = 0
        while have < count {
            let got = buffer.withUnsafeMutableBytes { bytes in
                pread(descriptor, bytes.baseAddress.map { $0 + have }, count - have, off_t(offset + have))
            }
            if got < 0, errno == EINTR { continue }
            guard got >= 0 else { return errno }
            // Cut short meanwhile: what isn't there any more reads as nothing.
            guard got > 0 else {
                for index in have..<count { buffer[index] = 0x0A }
                return nil
            }
            have += got
        }
        return nil
    }
}
