import StrictJSON

/// What one audit record says, but for its time and its number: those are the log's to give (``AuditLog/append(_:)``).
///
/// One value is kept and written anew for each record, so a warm one takes no memory.
public struct AuditEntry: Sendable {
    var json = JSONWriter(reserving: 2048)

    /// A buffer that has grown over this is given back, in bytes.
    private static let keptCapacity = 1 << 20

    public init() {}

    /// The record's members as one JSON object.
    var members: [UInt8] { json.bytes }

    mutating func begin(_ phase: StaticString) {
        if json.bytes.capacity > Self.keptCapacity { json = JSONWriter(reserving: 2048) } else { json.removeAll() }
        json.beginObject()
        json.name("phase")
        writeQuoted(phase)
    }

    mutating func end() {
        json.endObject()
    }

    /// A string that is known to need no escape.
    mutating func writeQuoted(_ text: StaticString) {
        json.string(Span(_unsafeElements: UnsafeBufferPointer(start: text.utf8Start, count: text.utf8CodeUnitCount)))
    }
}
