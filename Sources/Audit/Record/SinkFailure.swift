/// What a sink that has to have every record did not take, for the log to tell.
public struct SinkFailure: Sendable, Equatable {
    public var since: Timestamp
    /// Which sink it is, and why.
    public var error: String
    /// Decisions that were not recorded at all, since the sink was known to take nothing.
    public var lost: UInt64 = 0
    /// Numbers of records that the log has and the sink perhaps has not: their calls were answered as if there were none.
    public var unconfirmed: [UInt64] = []

    public init(since: Timestamp, error: String) {
        self.since = since
        self.error = error
    }
}
