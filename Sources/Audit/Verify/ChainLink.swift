/// One record as the verifier remembers it.
struct ChainLink {
    var sequence: UInt64
    var previous: HexDigest
    var hash: HexDigest
    /// Whether the hash fits what the record says.
    var isIntact: Bool
    var file: String
    var line: Int

    func precedes(_ next: ChainLink) -> Bool { next.previous == hash && next.sequence == sequence &+ 1 }
}
