/// What one line says of its place in the chain, and whether that fits its own bytes: all of the work on it that needs no
/// other line, so that many can be looked at at the same time.
struct SealedLine {
    enum Kind {
        /// No record of a chain.
        case unsealed
        case record
        case checkpoint
        case gap
        /// What was removed by the log's own retention.
        case retention
    }

    var kind: Kind
    var sequence: UInt64
    var previous: HexDigest
    var hash: HexDigest
    /// Whether the hash fits what the record says.
    var isIntact: Bool

    static let unsealed = SealedLine(kind: .unsealed, sequence: 0, previous: .zero, hash: .zero, isIntact: false)

    private init(kind: Kind, sequence: UInt64, previous: HexDigest, hash: HexDigest, isIntact: Bool) {
        self.kind = kind
        self.sequence = sequence
        self.previous = previous
        self.hash = hash
        self.isIntact = isIntact
    }

    /// - Parameter line: Without its line feed.
    init(_ line: Span<UInt8>) {
        guard let seal = ChainSeal.read(line), let found = RecordNumber.find(line) else {
            self = .unsealed
            return
        }
        sequence = found.sequence
        previous = seal.previous
        hash = seal.hash
        isIntact = ChainSeal.computed(line) == seal.hash
        if RecordNumber.matches(line, ",\"phase\":\"checkpoint\"", at: found.end) {
            kind = .checkpoint
        } else if RecordNumber.matches(line, ",\"phase\":\"gap\"", at: found.end) {
            kind = .gap
        } else if RecordNumber.matches(line, ",\"phase\":\"retention\"", at: found.end) {
            kind = .retention
        } else {
            kind = .record
        }
    }
}
