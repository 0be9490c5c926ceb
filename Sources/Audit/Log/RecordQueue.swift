/// Records that wait for the thread that writes, bounded by what they take.
struct RecordQueue: Sendable {
    private(set) var records: [QueuedRecord] = []
    private var bytes = 0
    /// Whether somebody is about to write them.
    var isScheduled = false
    /// Those that found no place, and since when.
    private var refused: (count: UInt64, since: Timestamp)?
    /// Why those that wait can't be written.
    var error: AuditError?

    /// - Returns: Whether there was room.
    mutating func add(_ record: QueuedRecord, limit: Int) -> Bool {
        guard bytes + record.members.count <= limit else {
            refused = ((refused?.count ?? 0) &+ 1, refused?.since ?? record.time)
            return false
        }
        bytes += record.members.count
        records.append(record)
        return true
    }

    mutating func take() -> (records: [QueuedRecord], refused: (count: UInt64, since: Timestamp)?) {
        defer {
            records = []
            bytes = 0
            refused = nil
        }
        return (records, refused)
    }

    /// Puts records that couldn't be written before those that came since.
    mutating func putBack(_ waiting: ArraySlice<QueuedRecord>) {
        records.insert(contentsOf: waiting, at: 0)
        bytes += waiting.reduce(0) { $0 + $1.members.count }
    }
}
