import Policy

/// Goes through a log for the records that fit a filter, without looking into lines that can't.
///
/// A line that is passed over is only looked at for its ends. Every record that is given out was scanned whole.
public struct RecordSearch: ~Copyable {
    public enum Item {
        /// ``RecordSearch/record`` fits. Not set by ``RecordSearch/count(into:_:)``.
        case match
        /// No record at all, or one that can't be judged.
        case problem(ReadProblem)
    }

    public let file: String
    private var prefilter: Prefilter?
    private var lines: LineReader
    private var lens: RecordLens
    private var lastTime: Timestamp?
    /// Where a record is older than the one before it, the first of them; looked for where the time matters.
    public private(set) var clockProblem: ReadProblem?
    /// The record that was given out last.
    public var record: RecordedDecision {
        _read { yield lens.record }
    }

    private let maximumLine: Int

    /// - Parameters:
    ///   - path: `-` is standard input.
    ///   - progress: Hears how many bytes were read.
    public init(
        _ path: String,
        _ filter: RecordFilter,
        maximumLine: Int = RecordReader.standardLineLimit,
        progress: ReadProgress? = nil
    ) throws(ReadError) {
        file = path == "-" ? "<stdin>" : path
        lens = RecordLens(FilterPlan(filter))
        self.maximumLine = maximumLine
        prefilter = filter.prefilter
        lines = LineReader(try InputFile(path, progress: progress), maximumLine: maximumLine)
    }

    /// - Parameter part: Of a plain file, whole lines of it.
    init(_ part: InputFile, _ filter: RecordFilter, maximumLine: Int) {
        file = part.path
        lens = RecordLens(FilterPlan(filter))
        self.maximumLine = maximumLine
        prefilter = filter.prefilter
        lines = LineReader(part, maximumLine: maximumLine)
    }

    /// The line read last, counted from 1.
    public var line: Int { lines.number }

    /// Goes on to the next record that fits.
    ///
    /// - Returns: Nothing at the end of the file.
    public mutating func next() throws(ReadError) -> Item? {
        while true {
            switch try lines.next() {
            case .end: return nil
            case .tooLong: return .problem(problem("the line is longer than \(maximumLine) bytes"))
            case .line(let range):
                switch judge(range, loads: true) {
                case .match: return .match
                case .noMatch: break
                case .wrong(let message): return .problem(problem(message))
                }
            }
        }
    }

    /// Counts all records that fit.
    ///
    /// - Parameter tell: Hears of lines that are no records.
    public mutating func count(into tally: inout RecordTally, _ tell: (ReadProblem) -> Void) throws(ReadError) {
        try feed(&tally, tell)
    }

    /// Sums up all records that fit.
    ///
    /// - Parameter tell: Hears of lines that are no records.
    public mutating func sum(into summary: inout LogSummary, _ tell: (ReadProblem) -> Void) throws(ReadError) {
        summary.begin(file: file)
        try feed(&summary, tell)
    }

    private mutating func feed(_ sink: inout some RecordSink, _ tell: (ReadProblem) -> Void) throws(ReadError) {
        lens.watchesTime = lens.watchesTime || sink.asksForTime
        while true {
            switch try lines.next() {
            case .end: return
            case .tooLong: tell(problem("the line is longer than \(maximumLine) bytes"))
            case .line(let range):
                switch judge(range, loads: false) {
                case .match:
                    if let message = lens.add(to: &sink, range, of: lines) { tell(problem(message)) }
                case .noMatch: break
                case .wrong(let message): tell(problem(message))
                }
            }
        }
    }

    private mutating func judge(_ range: Range<Int>, loads: Bool) -> RecordLens.Verdict {
        if prefilter != nil {
            let isWhole =
                range.count > 1 && lines.buffer[range.lowerBound] == UInt8(ascii: "{")
                && lines.buffer[range.upperBound &- 1] == UInt8(ascii: "}")
            if isWhole, prefilter?.passes(range, of: lines) == false { return .noMatch }
        }
        let verdict = lens.judge(range, of: lines, loads: loads)
        if let time = lens.time { watchClock(time) }
        return verdict
    }

    private mutating func watchClock(_ time: Timestamp) {
        if let lastTime, time < lastTime, clockProblem == nil {
            clockProblem = problem("the clock went back here, from \(lastTime) to \(time)")
        }
        lastTime = time
    }

    private func problem(_ message: String) -> ReadProblem {
        ReadProblem(file: file, line: lines.number, message)
    }
}
