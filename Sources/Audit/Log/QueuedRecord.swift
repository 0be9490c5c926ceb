/// A record that waits for the thread that writes.
struct QueuedRecord: Sendable {
    let members: [UInt8]
    /// When it was handed over; it is the record's time, however long it waits.
    let time: Timestamp
}
