/// A line of an audit log, without its line feed.
public struct LogLine: Equatable {
    public var bytes: [UInt8]
    /// Whether a line feed stands behind it.
    public var isEnded: Bool

    public init(_ bytes: [UInt8], isEnded: Bool = true) {
        self.bytes = bytes
        self.isEnded = isEnded
    }

    /// The lines of a text.
    public static func lines(of text: [UInt8]) -> [LogLine] {
        var lines = text.split(separator: UInt8(ascii: "\n"), omittingEmptySubsequences: false).map {
            LogLine(Array($0))
        }
        if lines.last?.bytes.isEmpty ?? false { lines.removeLast() } else { lines[lines.count - 1].isEnded = false }
        return lines
    }
}
