/// Where a log's chain ends: the number and the hash of its last record.
public struct ChainHead: Sendable, Equatable {
    public var sequence: UInt64
    public var hash: HexDigest

    public init(sequence: UInt64, hash: HexDigest) {
        self.sequence = sequence
        self.hash = hash
    }

    /// Before the first record.
    public static let none = ChainHead(sequence: 0, hash: .zero)
}
