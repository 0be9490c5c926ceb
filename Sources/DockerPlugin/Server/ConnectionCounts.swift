/// How many connections a server has and had.
public struct ConnectionCounts: Sendable, Equatable {
    /// Open now.
    public let open: Int
    /// Since the server started.
    public let accepted: UInt64
}
