import Policy
import StrictJSON

/// A log summed up in one pass, in bounded memory: who did what, what was denied and why, what is new, what rules in
/// monitor mode would have done, and what the log tells about itself.
///
/// A call is counted by its request. Of the answers only those count that were withheld, as denied, and all of them where
/// the filter asks for answers.
public struct LogSummary: RecordSink {
    /// The first moment that counts; what was before it only tells what isn't new.
    public let since: Timestamp?
    public let until: Timestamp?
    private let countsAnswers: Bool

    /// Records that fit in the period, those about the log itself too.
    public private(set) var records = 0
    public private(set) var calls = 0
    /// Calls that were denied, withheld answers with them.
    public private(set) var denied = 0
    /// Answers that were withheld: the call had run.
    public private(set) var withheld = 0
    /// Records before the period.
    public private(set) var before = 0
    /// The earliest and the latest record in the period.
    public private(set) var first: Timestamp?
    public private(set) var last: Timestamp?

    public private(set) var users = RankedTable(["user"], examples: 1)
    public private(set) var actions = RankedTable(["action"])
    public private(set) var rules = RankedTable(["rule"])
    public private(set) var reasons = RankedTable(["reason"])
    /// What calls would have had, by the name of the fact.
    public private(set) var facts = RankedTable(["uses"])
    /// What each user did.
    public private(set) var doings = RankedTable(["user", "action"], limit: 50_000, examples: 1)
    public private(set) var denials = RankedTable(["user", "action", "reason", "rules"], examples: 3)
    public private(set) var failures = RankedTable(["rule", "code"], examples: 3)
    public private(set) var series = TimeSeries()
    public private(set) var monitor = MonitorTally()
    public private(set) var events = LogEvents()
    public private(set) var selection: CallSelection

    private var file = ""
    private var key: [UInt8] = []
    /// For records that have to be taken apart whole.
    private var record = RecordedDecision()

    /// - Parameters:
    ///   - filter: What ``filter(_:)`` makes of it is for the search.
    ///   - rows: Calls that are kept one by one.
    public init(_ filter: RecordFilter, rows: Int = 0) {
        since = filter.since
        until = filter.until
        countsAnswers = !filter.statuses.isEmpty || !filter.phases.isEmpty
        selection = CallSelection(limit: rows)
    }

    /// What has to be searched for: the calls that fit, what was before the period, and what the log says of itself.
    public static func filter(_ filter: RecordFilter) -> RecordFilter {
        var filter = filter
        filter.since = nil
        filter.takesEvents = true
        return filter
    }

    mutating func begin(file: String) { self.file = file }

    var asksForTime: Bool { true }

    mutating func add(
        _ fields: RecordFields,
        _ bytes: Span<UInt8>,
        _ time: Timestamp?,
        line: Int,
        _ scratch: inout FilterScratch
    ) -> String? {
        if let since {
            guard let time else { return "`time` is not a moment as RFC 3339 writes it" }
            if time < since {
                before += 1
                if fields.isDecision(bytes) { addEarlier(fields, bytes, &scratch) }
                return nil
            }
        }
        if let until, let time, time >= until { return nil }
        records += 1
        if let time {
            first = min(first ?? time, time)
            last = max(last ?? time, time)
        }
        if fields.isDecision(bytes) {
            addDecision(fields, bytes, time, line, &scratch)
        } else if case .event = record.load(bytes) {
            events.add(record, file, line)
        }
        return nil
    }

    /// What was done before the period isn't new in it.
    private mutating func addEarlier(_ fields: RecordFields, _ bytes: Span<UInt8>, _ scratch: inout FilterScratch) {
        var sighting = RankedTable.Sighting(isBefore: true)
        sighting.isDenied = isDenied(fields, bytes)
        sighting.isCall = countsAnswers || isRequest(fields, bytes)
        guard sighting.isCall || sighting.isDenied else { return }
        users.add(sighting, at: users.place(key([.user], fields, bytes, &scratch)))
        doings.add(sighting, at: doings.place(key([.user, .action], fields, bytes, &scratch)))
    }

    private mutating func addDecision(
        _ fields: RecordFields,
        _ bytes: Span<UInt8>,
        _ time: Timestamp?,
        _ line: Int,
        _ scratch: inout FilterScratch
    ) {
        let isRequest = isRequest(fields, bytes)
        var sighting = RankedTable.Sighting(time: time)
        sighting.isDenied = isDenied(fields, bytes)
        sighting.isCall = countsAnswers || isRequest
        let hasFailures = fields[.failures] != nil
        let hasWould = fields[.would] != nil
        if hasFailures || hasWould { addConspicuous(bytes, line, sighting) } else { monitor.addOther() }
        guard sighting.isCall || sighting.isDenied else { return }
        if sighting.isCall { calls += 1 }
        if sighting.isDenied { denied += 1 }
        if sighting.isDenied, !isRequest { withheld += 1 }
        if let time { series.add(time, isDenied: sighting.isDenied) }
        let isNew = count(fields, bytes, &scratch, sighting)
        let kind = key([.user, .action, .reason, .phase, .decision], fields, bytes, &scratch)
        let number = records
        selection.add(
            kind: kind,
            isDenied: sighting.isDenied,
            isConspicuous: hasFailures || hasWould,
            isNew: isNew
        ) { CallRow(fields, bytes, time, &scratch, isNew: isNew, number: number) }
    }

    /// - Returns: Whether the user never did this before the period, nor in it, where there is a before.
    private mutating func count(
        _ fields: RecordFields,
        _ bytes: Span<UInt8>,
        _ scratch: inout FilterScratch,
        _ sighting: RankedTable.Sighting
    ) -> Bool {
        var sighting = sighting
        let user = users.place(key([.user], fields, bytes, &scratch))
        let doing = doings.place(key([.user, .action], fields, bytes, &scratch))
        var denial: Int?
        if sighting.isDenied {
            denial = denials.place(denialKey(fields, bytes, &scratch))
        }
        let wantsID =
            users.wantsExample(at: user) || doings.wantsExample(at: doing)
            || sighting.isDenied && denials.wantsExample(at: denial)
        if wantsID, let token = fields[.id] {
            _ = scratch.holds(token, bytes) { value in
                sighting.id = SafeText.inline(value, maximum: 40)
                return true
            }
        }
        let isNew = since != nil && doings.isNew(at: doing)
        users.add(sighting, at: user)
        doings.add(sighting, at: doing)
        if sighting.isDenied { denials.add(sighting, at: denial) }
        actions.add(sighting, at: actions.place(key([.action], fields, bytes, &scratch)))
        reasons.add(sighting, at: reasons.place(key([.reason], fields, bytes, &scratch)))
        if let list = fields[.rules] {
            _ = scratch.holdsForAny(list, bytes) { value in
                key.removeAll(keepingCapacity: true)
                KeyText.append(value, to: &key)
                rules.add(sighting, at: rules.place(key))
                return false
            }
        }
        if let object = fields[.uses] {
            _ = scratch.holdsForAny(
                in: object,
                bytes,
                names: { name in
                    key.removeAll(keepingCapacity: true)
                    KeyText.append(name, to: &key)
                    facts.add(sighting, at: facts.place(key))
                    return false
                },
                { _ in false }
            )
        }
        return isNew
    }

    private mutating func addConspicuous(_ bytes: Span<UInt8>, _ line: Int, _ sighting: RankedTable.Sighting) {
        guard case .decision = record.load(bytes) else { return }
        let (file, record) = (file, record)
        monitor.add(record) {
            let request = "\(SafeText.inline(record.method, maximum: 16)) \(SafeText.inline(record.uri, maximum: 100))"
            return "\(SafeText.inline(file)):\(line)  \(request)"
        }
        for failure in record.failures {
            key.removeAll(keepingCapacity: true)
            KeyText.append(failure.rule, to: &key)
            KeyText.append(failure.code, to: &key)
            var sighting = sighting
            sighting.isCall = true
            sighting.id = SafeText.inline(record.id, maximum: 40)
            failures.add(sighting, at: failures.place(key))
        }
    }

    private mutating func denialKey(
        _ fields: RecordFields,
        _ bytes: Span<UInt8>,
        _ scratch: inout FilterScratch
    ) -> [UInt8] {
        var key = key([.user, .action, .reason], fields, bytes, &scratch)
        var names = ""
        if let list = fields[.rules] {
            _ = scratch.holdsForAny(list, bytes) { value in
                names += names.isEmpty ? value.text : ", \(value.text)"
                return names.utf8.count > KeyText.limit
            }
        }
        KeyText.append(names, to: &key)
        return key
    }

    private mutating func key(
        _ columns: [RecordField],
        _ fields: RecordFields,
        _ bytes: Span<UInt8>,
        _ scratch: inout FilterScratch
    ) -> [UInt8] {
        key.removeAll(keepingCapacity: true)
        for column in columns { KeyText.append(fields[column], bytes, &scratch, to: &key) }
        return key
    }

    private func isRequest(_ fields: RecordFields, _ bytes: Span<UInt8>) -> Bool {
        fields[.phase].map { JSONString.equals(bytes, $0, "request") } ?? false
    }

    private func isDenied(_ fields: RecordFields, _ bytes: Span<UInt8>) -> Bool {
        fields[.decision].map { JSONString.equals(bytes, $0, "deny") } ?? false
    }
}
