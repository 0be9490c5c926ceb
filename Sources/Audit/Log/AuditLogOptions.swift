/// How an ``AuditLog`` is kept, beside where.
public struct AuditLogOptions: Sendable {
    /// What signs the checkpoints; nothing for a log that is chained and not signed.
    public var keys: AuditKeys?
    /// A checkpoint follows after so many records, at least 1.
    public var checkpointRecords: UInt64 = 1000
    /// Gets every checkpoint as it is written, a line without its line feed. It is called where decisions wait: it must
    /// only hand the line on.
    public var onCheckpoint: (@Sendable ([UInt8]) -> Void)?

    public init(keys: AuditKeys? = nil) {
        self.keys = keys
    }
}
