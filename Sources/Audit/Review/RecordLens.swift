/// Judges lines, one after the other, and looks no closer than it has to.
struct RecordLens {
    enum Verdict {
        case match
        case noMatch
        /// No record, or one that can't be judged.
        case wrong(String)
    }

    private let plan: FilterPlan
    private var fields = RecordFields()
    private var scratch = FilterScratch()
    /// The record that was scanned whole last.
    private(set) var record = RecordedDecision()
    /// Whether ``record`` has the line that was judged last.
    private var isLoaded = false
    /// When the line judged last was written; only where it is asked for.
    private(set) var time: Timestamp?
    /// Whether ``time`` is asked for.
    var watchesTime: Bool

    init(_ plan: FilterPlan) {
        self.plan = plan
        watchesTime = plan.filter.hasTimes
    }

    /// - Parameter loads: Whether ``record`` is asked for where it matches.
    mutating func judge(_ range: Range<Int>, of lines: borrowing LineReader, loads: Bool) -> Verdict {
        isLoaded = false
        time = nil
        let bytes = lines.buffer.span.extracting(range)
        guard fields.skim(bytes), fields.isDecision(bytes) else {
            return lines.isBlank(range) ? .noMatch : judgeWhole(lines.buffer, range)
        }
        noteTime(bytes)
        switch plan.matches(fields, bytes, &scratch) {
        case .noMatch: return .noMatch
        case .failed(let message): return .wrong(message)
        case .match: return loads ? load(lines.buffer, range) : .match
        }
    }

    /// Judges a line that is known not to be in the form that makes it quick.
    mutating func judgeWhole(_ buffer: [UInt8], _ range: Range<Int>) -> Verdict {
        let verdict = load(buffer, range)
        guard case .match = verdict else { return verdict }
        fields.take(record)
        let bytes = record.bytes
        noteTime(bytes.span)
        switch plan.matches(fields, bytes.span, &scratch) {
        case .match: return .match
        case .noMatch: return .noMatch
        case .failed(let message): return .wrong(message)
        }
    }

    /// Counts the line that was judged last.
    ///
    /// - Returns: Why it can't be counted.
    mutating func add(to sink: inout some RecordSink, _ range: Range<Int>, of lines: borrowing LineReader) -> String? {
        if isLoaded {
            let bytes = record.bytes
            return sink.add(fields, bytes.span, time, line: lines.number, &scratch)
        }
        return sink.add(fields, lines.buffer.span.extracting(range), time, line: lines.number, &scratch)
    }

    private mutating func load(_ buffer: [UInt8], _ range: Range<Int>) -> Verdict {
        isLoaded = true
        switch record.load(buffer, range) {
        case .decision, .event: return .match
        case .wrong(let message): return .wrong(message)
        case .other: return .wrong("not an audit record: it has no `phase`")
        }
    }

    private mutating func noteTime(_ bytes: Span<UInt8>) {
        guard watchesTime, let token = fields[.time] else { return }
        time = Timestamp(bytes.extracting(token.range))
    }
}
