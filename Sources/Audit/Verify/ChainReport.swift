/// What ``ChainVerifier`` found.
public struct ChainReport: Sendable {
    /// In the order of their places. Of very many only the first are kept; ``findingCount`` has them all.
    public internal(set) var findings: [ChainFinding] = []
    public internal(set) var findingCount = 0
    /// What the log tells of itself that an auditor should know: losses, records without a chain.
    public internal(set) var notes: [String] = []
    /// Records in the chain.
    public internal(set) var records: UInt64 = 0
    /// Records that a version without a chain wrote.
    public internal(set) var unchainedRecords: UInt64 = 0
    /// Valid ones.
    public internal(set) var checkpoints: UInt64 = 0
    public internal(set) var firstSequence: UInt64?
    public internal(set) var lastSequence: UInt64?
    /// Number of the last valid checkpoint: all up to it is vouched for by its key.
    public internal(set) var lastSigned: UInt64?
    /// The log's id, from its checkpoints.
    public internal(set) var log: String?
    /// The key of the last valid checkpoint.
    public internal(set) var key: VerificationKey?
    /// Whether the first key was given, rather than taken from the log itself.
    public internal(set) var isKeyPinned = false

    /// No finding, and something to have a finding about.
    public var isWhole: Bool { findingCount == 0 && records > 0 }

    /// Records behind the last checkpoint: chained, but whoever can write the file could have exchanged them.
    public var unsignedTail: UInt64 {
        guard let lastSequence else { return 0 }
        return lastSequence - min(lastSequence, lastSigned ?? (firstSequence ?? 1) - 1)
    }

    /// Findings beyond these are only counted.
    static let findingLimit = 1000

    mutating func add(_ finding: ChainFinding) {
        findingCount += 1
        if findings.count < Self.findingLimit { findings.append(finding) }
    }
}
