/// How an ``AuditLog`` is kept, beside where.
public struct AuditLogOptions: Sendable {
    /// What signs the checkpoints; nothing for a log that is chained and not signed.
    public var keys: AuditKeys?
    public var durability = Durability.write
    /// What the one who asks makes of a record that wasn't kept; here it is only told in `gap` records.
    public var onFailure = FailureMode.deny
    public var rotation = RotationOptions()
    /// How much may wait for the writing thread with ``Durability/async``, in bytes.
    public var queueLimit = 8 << 20
    /// A checkpoint follows after so many records, at least 1.
    public var checkpointRecords: UInt64 = 1000
    /// Gets every checkpoint as it is written, a line without its line feed. It is called where decisions wait: it must
    /// only hand the line on.
    public var onCheckpoint: (@Sendable ([UInt8]) -> Void)?
    /// Gets all that is written, once the kernel has it: whole lines with their line feeds, in the order of the file; a
    /// record, what had to be told before it, and the checkpoint behind it come together. It is called where decisions
    /// wait, under the log's lock: it must only copy the bytes, and ask the log for nothing.
    public var onRecords: (@Sendable (Span<UInt8>) -> Void)?
    /// Hears of what an administrator should know, on a thread that nobody waits for.
    public var onEvent: (@Sendable (LogNews) -> Void)?
    /// fdatasync(2), and its error number; tests put another one here.
    var synchronize: @Sendable (Int32) -> Int32 = { FileSync.data($0) }

    public init(keys: AuditKeys? = nil) {
        self.keys = keys
    }
}
