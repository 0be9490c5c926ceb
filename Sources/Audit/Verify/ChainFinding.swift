import Policy

/// Something in a log that isn't as the plugin wrote it, with its place.
public struct ChainFinding: Sendable, Equatable {
    /// What happened, as far as the chain tells; the raw values don't change.
    public enum Kind: String, Sendable, CaseIterable {
        /// A record says something else than when it was written.
        case edited
        /// Records are missing between two others of one file.
        case deleted
        /// Records are missing between two files, or before a file.
        case missingFile = "missing-file"
        /// A record that isn't part of the chain.
        case inserted
        /// A record stands in another place than where it was written.
        case reordered
        /// The log ends before a checkpoint that is known of it.
        case truncated
        /// Records are chained, but not as the signed checkpoints say: all from some place on was written anew.
        case rewritten
        /// Records of another log.
        case foreign
        /// A checkpoint whose form or signature is wrong.
        case badCheckpoint = "bad-checkpoint"
        /// A checkpoint that was signed with another key.
        case unknownKey = "unknown-key"
        /// No checkpoint vouches for the log, though its key is known.
        case unsigned
        /// A line that is no record.
        case notARecord = "not-a-record"
    }

    public var kind: Kind
    public var file: String
    /// From 1; 0 where it is about the file as a whole.
    public var line: Int
    /// Number of the first record that it is about, where there is one.
    public var sequence: UInt64?
    /// One sentence, lower-case.
    public var message: String
}

extension ChainFinding: CustomStringConvertible {
    /// `file:line: kind: message`.
    public var description: String {
        let place = line > 0 ? "\(SafeText.inline(file)):\(line)" : SafeText.inline(file)
        return "\(place): \(kind.rawValue): \(message)"
    }
}
