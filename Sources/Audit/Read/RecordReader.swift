import DockerAPI
import StrictJSON

/// Reads audit logs and recorded plugin calls, line by line, whatever their size: JSON Lines, plain or gzip, from a file
/// or from standard input (`-`).
///
/// What is no record is told with its place, and the rest is still read. Buffers are kept from line to line.
public struct RecordReader: ~Copyable {
    /// What the next line is.
    public enum Item {
        /// A decision of the audit log, ``RecordReader/decision``.
        case decision
        /// A record about the log itself, ``RecordReader/decision`` has its bytes.
        case event
        /// A call as dockerd sent it, ``RecordReader/call``.
        case call
        /// No record at all.
        case problem(ReadProblem)
    }

    /// The file as it was named.
    public let file: String
    private var lines: LineReader
    /// The record read last.
    public private(set) var decision = RecordedDecision()
    /// The plugin call read last; its memory may be swapped away.
    public var call = WireCall()

    /// Longer than any call that dockerd shows a plugin: its bodies end at 4 MiB, in base64 and in both phases.
    public static let standardLineLimit = 16 << 20

    private let maximumLine: Int

    /// - Parameter progress: Hears how many bytes were read.
    /// - Throws: When the file can't be opened, or is compressed in a way that isn't read here.
    public init(
        _ path: String,
        maximumLine: Int = standardLineLimit,
        progress: ReadProgress? = nil
    ) throws(ReadError) {
        file = path == "-" ? "<stdin>" : path
        self.maximumLine = maximumLine
        lines = LineReader(try InputFile(path, progress: progress), maximumLine: maximumLine)
    }

    /// The line read last, counted from 1.
    public var line: Int { lines.number }

    /// Reads the next line that isn't empty.
    ///
    /// - Returns: Nothing at the end of the file.
    /// - Throws: When the file can't be read on.
    public mutating func next() throws(ReadError) -> Item? {
        while true {
            switch try lines.next() {
            case .end: return nil
            case .tooLong: return problem("the line is longer than \(maximumLine) bytes")
            case .line(let range):
                if lines.isBlank(range) { continue }
                switch decision.load(lines.buffer, range) {
                case .decision: return .decision
                case .event: return .event
                case .wrong(let message): return problem(message)
                case .other:
                    if let message = PluginCallReader.read(decision, into: &call) { return problem(message) }
                    return .call
                }
            }
        }
    }

    private func problem(_ message: String) -> Item {
        .problem(ReadProblem(file: file, line: lines.number, message))
    }
}
