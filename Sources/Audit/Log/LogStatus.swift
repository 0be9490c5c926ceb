/// How a log is, at one moment.
public struct LogStatus: Sendable, Equatable {
    public var durability = Durability.write
    public var onFailure = FailureMode.deny
    /// Number of the last record that the kernel has.
    public var lastSequence: UInt64 = 0
    /// Records that wait for the disk, or for the thread that writes.
    public var pending = 0
    /// Records that could not be kept, since the start.
    public var lost: UInt64 = 0
    /// Since when, and why, records can't be kept; nothing while they can.
    public var failure: Failure?
    /// Length of the file that is written to, in bytes.
    public var size: Int64 = 0
    /// Whether files are set aside by the plugin.
    public var rotates = false
    /// How many were, since the start, and the last one.
    public var rotations = 0
    public var lastRotated: String?
    /// How many were removed since the start.
    public var retired = 0
    /// Why a file couldn't be set aside, compressed or removed; nothing while that works.
    public var rotationError: String?

    public init() {}

    public struct Failure: Sendable, Equatable {
        public var since: Timestamp
        public var error: String

        public init(since: Timestamp, error: String) {
            self.since = since
            self.error = error
        }
    }
}
