/// Two records with one number, of which at most one is the log's own.
struct ChainFork {
    var link: ChainLink
    var other: ChainLink
    /// Index of what was reported about it.
    var finding: Int
}
