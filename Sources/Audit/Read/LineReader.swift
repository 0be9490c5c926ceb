import Glibc

/// The lines of a file of any size, one after the other, in one buffer that is used again.
struct LineReader: ~Copyable {
    enum Step {
        /// The line stands in ``buffer``, without its line feed.
        case line(Range<Int>)
        /// A line longer than the limit was skipped.
        case tooLong
        case end
    }

    private let input: InputFile
    private let maximumLine: Int
    /// Valid for the range of the line read last.
    private(set) var buffer: [UInt8]
    /// Offset of the buffer's first byte in all that was read.
    private(set) var base = 0
    /// Of the line read last, from 1.
    private(set) var number = 0
    private var start = 0
    /// Behind the last byte that was read.
    private(set) var end = 0
    /// Up to here there is no line feed.
    private var searched = 0
    private var isAtEnd = false
    /// What ended the reading, while there were lines to give out.
    private var failure: ReadError?

    static let initialCapacity = 1 << 18

    /// - Parameters:
    ///   - maximumLine: The longest line that is given out, in bytes.
    ///   - capacity: Bytes that are read at a time, until a line is longer.
    init(_ input: InputFile, maximumLine: Int, capacity: Int = initialCapacity) {
        self.input = input
        self.maximumLine = max(maximumLine, 1)
        buffer = [UInt8](repeating: 0, count: max(capacity, 1))
    }

    mutating func next() throws(ReadError) -> Step {
        var isSkipping = false
        while true {
            if let feed = findFeed() {
                let line = start..<feed
                start = feed + 1
                searched = start
                number += 1
                isLineEnded = true
                return isSkipping || line.count > maximumLine ? .tooLong : .line(line)
            }
            if isAtEnd {
                guard start < end || isSkipping else { return .end }
                let line = start..<end
                start = end
                searched = end
                number += 1
                isLineEnded = false
                return isSkipping || line.count > maximumLine ? .tooLong : .line(line)
            }
            if end - start > maximumLine {
                isSkipping = true
                start = end
                searched = end
            }
            try fill()
        }
    }

    /// What ``nextBlock(_:)`` has found.
    enum BlockStep {
        /// At least one.
        case lines
        /// A line longer than the limit was skipped.
        case tooLong
        case end
    }

    /// Reads as many whole lines as fit into the buffer.
    ///
    /// - Parameter lines: Has them afterwards, as they stand in ``buffer``; the last one is number ``number``.
    mutating func nextBlock(_ lines: inout [Range<Int>]) throws(ReadError) -> BlockStep {
        lines.removeAll(keepingCapacity: true)
        if start == end || findFeed() == nil { try fillWhole() }
        switch try next() {
        case .end: return .end
        case .tooLong: return .tooLong
        case .line(let first): lines.append(first)
        }
        while let feed = findFeed(), feed - start <= maximumLine {
            lines.append(start..<feed)
            start = feed + 1
            searched = start
            number += 1
        }
        return .lines
    }

    /// Whether a line feed stands behind the line read last.
    private(set) var isLineEnded = true

    /// Whether a line holds nothing but white space.
    func isBlank(_ line: Range<Int>) -> Bool {
        // The first byte tells of nearly every line.
        for index in line where buffer[index] > 0x20 { return false }
        return true
    }

    private mutating func findFeed() -> Int? {
        guard searched < end else { return nil }
        let found = buffer.withUnsafeBytes { bytes -> Int? in
            guard let base = bytes.baseAddress else { return nil }
            guard let at = memchr(base + searched, 0x0A, end - searched) else { return nil }
            return UnsafeRawPointer(at) - base
        }
        if found == nil { searched = end }
        return found
    }

    /// Reads until there is no room: a pipe gives little at a time.
    private mutating func fillWhole() throws(ReadError) {
        repeat {
            do throws(ReadError) {
                try fill()
            } catch {
                // Whole lines that were read before are given out first.
                guard findFeed() != nil else { throw error }
                failure = error
                return
            }
        } while end < buffer.count && !isAtEnd
    }

    private mutating func fill() throws(ReadError) {
        if let failure { throw failure }
        if start > 0, end == buffer.count || start == end {
            let (from, count) = (start, end - start)
            buffer.withUnsafeMutableBytes { bytes in
                guard let base = bytes.baseAddress, count > 0 else { return }
                memmove(base, base + from, count)
            }
            searched -= start
            base += start
            (start, end) = (0, count)
        }
        if end == buffer.count { buffer.append(contentsOf: repeatElement(0, count: buffer.count)) }
        let (input, from) = (input, end)
        var failure: ReadError?
        let count = buffer.withUnsafeMutableBytes { bytes in
            do throws(ReadError) {
                return try input.read(into: UnsafeMutableRawBufferPointer(rebasing: bytes[from...]))
            } catch {
                failure = error
                return 0
            }
        }
        if let failure { throw failure }
        if count == 0 { isAtEnd = true }
        end += count
    }
}
