/// Reads the files of a log through a ``ChainVerifier``.
public struct LogVerification {
    public private(set) var report = ChainReport()
    /// Files that couldn't be read, or not to their end. What was read of them counts.
    public private(set) var errors: [ReadError] = []

    /// - Parameters:
    ///   - files: In the order in which they were written.
    ///   - key: The log's first key, or nothing to take its own word for it.
    ///   - checkpoints: Checkpoints of this log that were kept elsewhere.
    ///   - progress: Hears how many bytes were read.
    public init(
        _ files: [String],
        key: VerificationKey?,
        checkpoints: [Checkpoint] = [],
        progress: ReadProgress? = nil
    ) {
        var verifier = ChainVerifier(key: key, checkpoints: checkpoints)
        for file in files {
            verifier.begin(file: file == "-" ? "<stdin>" : file)
            do throws(ReadError) {
                try Self.read(file, into: &verifier, progress)
            } catch {
                errors.append(error)
            }
        }
        report = verifier.finish()
    }

    /// Reads the lines of a file in blocks: what can be told of each by itself is found out for all of a block at once, and
    /// then they are held against one another in their order.
    private static func read(
        _ file: String,
        into verifier: inout ChainVerifier,
        _ progress: ReadProgress?
    ) throws(ReadError) {
        var reader = LineReader(try InputFile(file, progress: progress), maximumLine: longestLine, capacity: blockSize)
        var ranges: [Range<Int>] = []
        var sealed = SealedLines()
        while true {
            let first = reader.number + 1
            switch try reader.nextBlock(&ranges) {
            case .end: return
            case .tooLong: verifier.readTooLong(number: reader.number)
            case .lines:
                sealed.look(at: ranges, of: reader.buffer)
                for (index, range) in ranges.enumerated() {
                    verifier.read(
                        sealed.lines[index],
                        reader.buffer.span.extracting(range),
                        number: first + index,
                        isEnded: index < ranges.count - 1 || reader.isLineEnded
                    )
                }
            }
        }
    }

    private static let longestLine = 64 << 20
    /// Small enough to stay in a processor's cache between reading it and looking at it.
    private static let blockSize = 2 << 20

    /// Reads checkpoints that were exported, one a line, bare or as syslog and `journalctl` show them; other lines among them
    /// are passed over.
    public static func checkpoints(in file: String) throws(ReadError) -> [Checkpoint] {
        var reader = LineReader(try InputFile(file), maximumLine: 1 << 20)
        var text = CheckpointText()
        var checkpoints: [Checkpoint] = []
        while true {
            switch try reader.next() {
            case .end: return checkpoints
            case .tooLong: break
            case .line(let range):
                if let found = text.checkpoint(in: reader.buffer.span.extracting(range)) { checkpoints.append(found) }
            }
        }
    }
}
