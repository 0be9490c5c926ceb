/// An entry for journald in its native protocol (systemd.io/JOURNAL_NATIVE_PROTOCOL).
enum JournalMessage {
    /// `MESSAGE` is for people, but for a checkpoint, of which the record itself has to survive any way of keeping the
    /// journal. `DOCKREEVE_RECORD` is the record as the log has it.
    static func bytes(_ record: SinkRecord) -> [UInt8] {
        var bytes: [UInt8] = []
        bytes.reserveCapacity(record.json.count + 512)
        append("MESSAGE", record.isCheckpoint ? record.json : Array(record.summary.utf8), to: &bytes)
        append("PRIORITY", Array("\(record.severity.rawValue)".utf8), to: &bytes)
        append("SYSLOG_IDENTIFIER", Array("dockreeve".utf8), to: &bytes)
        for (name, value) in record.fields {
            append("DOCKREEVE_\(name.uppercased())", Array(value.utf8), to: &bytes)
        }
        append("DOCKREEVE_RECORD", record.json, to: &bytes)
        return bytes
    }

    private static func append(_ name: String, _ value: [UInt8], to bytes: inout [UInt8]) {
        bytes.append(contentsOf: name.utf8)
        if value.contains(UInt8(ascii: "\n")) {
            // With its length in front a value may hold anything, other fields as well.
            bytes.append(UInt8(ascii: "\n"))
            withUnsafeBytes(of: UInt64(value.count).littleEndian) { bytes.append(contentsOf: $0) }
        } else {
            bytes.append(UInt8(ascii: "="))
        }
        bytes.append(contentsOf: value)
        bytes.append(UInt8(ascii: "\n"))
    }
}
