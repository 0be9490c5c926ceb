import DockerAPI
import StrictJSON

/// What one audit record says, but for its time and its number: those are the log's to give (``AuditLog/append(_:)``).
///
/// One value is kept and written anew for each record, so a warm one takes no memory.
public struct AuditEntry: Sendable {
    var json = JSONWriter(reserving: 2048)
    /// A text of the record that is being put together.
    var text: [UInt8] = []
    /// The places of what was replaced in the record.
    var erased = ErasedPlaces()

    /// A buffer that has grown over this is given back, in bytes.
    private static let keptCapacity = 1 << 20

    public init() {}

    /// The record's members as one JSON object.
    var members: [UInt8] { json.bytes }

    mutating func begin(_ phase: String, _ id: DecisionID? = nil) {
        if json.bytes.capacity > Self.keptCapacity { json = JSONWriter(reserving: 2048) } else { json.removeAll() }
        if text.capacity > Self.keptCapacity { text = [] }
        erased.removeAll()
        json.beginObject()
        if let id {
            json.member("id", raw: id.quoted.span)
        }
        json.member("phase", phase)
    }

    /// Takes out the buffer for texts, emptied, so that what is in it can be read while the record is written.
    mutating func takeText() -> [UInt8] {
        var taken: [UInt8] = []
        swap(&taken, &text)
        taken.removeAll(keepingCapacity: true)
        return taken
    }

    mutating func end() {
        json.endObject()
    }
}
