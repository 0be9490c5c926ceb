/// How an ``AuditLog`` is kept, beside where.
public struct AuditLogOptions: Sendable {
    /// What signs the checkpoints; nothing for a log that is chained and not signed.
    public var keys: AuditKeys?
    /// A checkpoint follows after so many records, at least 1.
    public var checkpointRecords: UInt64 = 1000
    /// Gets every checkpoint as it is written, a line without its line feed. It is called where decisions wait: it must
    /// only hand the line on.
    public var onCheckpoint: (@Sendable ([UInt8]) -> Void)?

    /// Gets all that is written, once the kernel has it: whole lines with their line feeds, in the order of the file; a
    /// record, what had to be told before it, and the checkpoint behind it come together. It is called where decisions
    /// wait, under the log's lock: it must only copy the bytes, and ask the log for nothing.
    public var onRecords: (@Sendable (Span<UInt8>) -> Void)?

    public init(keys: AuditKeys? = nil) {
        self.keys = keys
    }
}
