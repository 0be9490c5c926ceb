/// Reads the files of a log through a ``ChainVerifier``.
public struct LogVerification {
    public private(set) var report = ChainReport()
    /// Files that couldn't be read, or not to their end. What was read of them counts.
    public private(set) var errors: [ReadError] = []

    /// - Parameters:
    ///   - files: In the order in which they were written.
    ///   - key: The log's first key, or nothing to take its own word for it.
    ///   - checkpoints: Checkpoints of this log that were kept elsewhere.
    ///   - progress: Is told now and then which file is read, and how many records there were so far.
    public init(
        _ files: [String],
        key: VerificationKey?,
        checkpoints: [Checkpoint] = [],
        progress: ((String, UInt64) -> Void)? = nil
    ) {
        var verifier = ChainVerifier(key: key, checkpoints: checkpoints)
        for file in files {
            let name = file == "-" ? "<stdin>" : file
            verifier.begin(file: name)
            do throws(ReadError) {
                var reader = LineReader(try InputFile(file), maximumLine: Self.longestLine)
                var isLast = false
                while !isLast {
                    switch try reader.next() {
                    case .end: isLast = true
                    case .tooLong: verifier.readTooLong(number: reader.number)
                    case .line(let range):
                        verifier.read(
                            reader.buffer.span.extracting(range),
                            number: reader.number,
                            isEnded: reader.isLineEnded
                        )
                        if reader.number % 50_000 == 0 { progress?(name, verifier.records) }
                    }
                }
            } catch {
                errors.append(error)
            }
        }
        report = verifier.finish()
    }

    private static let longestLine = 64 << 20

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
