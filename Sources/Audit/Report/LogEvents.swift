/// What a log tells about itself in the period: gaps, policy changes, starts and stops.
public struct LogEvents: Sendable {
    /// A record about the log itself.
    public struct Event: Sendable {
        public let record: RecordedDecision
        /// The file as it was named, and the line in it.
        public let file: String
        public let line: Int
        public var phase: String { record.text(.phase) }
    }

    /// Kept of the first and of the last ones, each.
    private static let keptEvents = 100
    /// A record that is longer is counted, not kept, in bytes.
    private static let longest = 1 << 16
    /// Kinds that are told apart; a log that was made up may have any number.
    private static let kindLimit = 32

    /// How many there are of each kind, signed checkpoints too.
    public private(set) var counts: [String: Int] = [:]
    private var first: [Event] = []
    private var last: [Event] = []
    private var oldest = 0
    /// Neither checkpoints nor what was too long.
    private var seen = 0

    init() {}

    /// The first and the last ones but for checkpoints, in their order.
    public var kept: [Event] { first + last[oldest...] + last[..<oldest] }
    /// Those between them, which weren't kept.
    public var dropped: Int { seen - first.count - last.count }

    mutating func add(_ record: RecordedDecision, _ file: String, _ line: Int) {
        let phase = KeyText.cut(record.text(.phase))
        let kind = counts[phase] == nil && counts.count >= Self.kindLimit ? "…" : phase
        counts[kind, default: 0] += 1
        guard phase != "checkpoint" else { return }
        seen += 1
        guard record.bytes.count <= Self.longest else { return }
        let event = Event(record: record, file: file, line: line)
        if first.count < Self.keptEvents {
            first.append(event)
        } else if last.count < Self.keptEvents {
            last.append(event)
        } else {
            last[oldest] = event
            oldest = (oldest + 1) % Self.keptEvents
        }
    }
}
