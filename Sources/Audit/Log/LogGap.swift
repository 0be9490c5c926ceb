import StrictJSON

/// Something that the log itself lacks or lost. It is told in a `gap` record as soon as a record can be written again.
enum LogGap: Equatable {
    /// The last record of an earlier run wasn't whole.
    case tornRecord(TornTail)
    /// Records couldn't be written; the calls they were about were denied, or ran without one where the site wants that.
    case lostRecords(count: UInt64, since: Timestamp, error: String, onFailure: FailureMode)
    /// These stand in the log, but the disk refused them: after a power cut they can be missing.
    case unsynced(ClosedRange<UInt64>, error: String)
    /// The file was removed while it was written to, with the records in it.
    case removed
    /// The file got shorter than what was written to it, in bytes.
    case shrunk(expected: Int64, found: Int64)
    /// The file ends before the newest checkpoint that was signed for it, or with other records than those that it vouches
    /// for: records were taken away or exchanged while the plugin wasn't running.
    case cut(expected: ChainHead, found: ChainHead)

    /// Whether the other one is told by the same record.
    func isSameKind(as other: LogGap) -> Bool {
        switch (self, other) {
        case (.tornRecord, .tornRecord), (.lostRecords, .lostRecords), (.unsynced, .unsynced), (.removed, .removed),
            (.shrunk, .shrunk),
            (.cut, .cut):
            true
        default: false
        }
    }

    /// The members of the record after its time and number.
    func write(into json: inout JSONWriter) {
        json.beginObject()
        json.name("phase")
        json.string("gap")
        json.name("reason")
        switch self {
        case .tornRecord(let tail):
            json.string("torn-record")
            json.name("bytes")
            json.integer(tail.bytes)
            if let file = tail.file {
                json.name("file")
                json.string(file)
            }
        case .lostRecords(let count, let since, let error, let onFailure):
            json.string("lost-records")
            json.name("lost")
            json.integer(count)
            json.name("since")
            json.string(since.description)
            json.name("error")
            json.string(error)
            json.name("on_failure")
            json.string(onFailure.rawValue)
        case .unsynced(let numbers, let error):
            json.string("not-on-disk")
            json.name("first_seq")
            json.integer(numbers.lowerBound)
            json.name("last_seq")
            json.integer(numbers.upperBound)
            json.name("error")
            json.string(error)
        case .removed:
            json.string("log-removed")
        case .shrunk(let expected, let found):
            json.string("log-shrunk")
            json.name("expected_bytes")
            json.integer(expected)
            json.name("found_bytes")
            json.integer(found)
        case .cut(let expected, let found):
            json.string("log-cut")
            json.name("expected_seq")
            json.integer(expected.sequence)
            json.name("expected_hash")
            json.string(expected.hash.description)
            json.name("found_seq")
            json.integer(found.sequence)
        }
        json.endObject()
    }
}
