import StrictJSON

/// Tells a log whose oldest files were removed by its retention from one whose oldest files are missing: the plugin says in
/// a `retention` record, and signs right behind it, up to which record it removes.
struct RetentionProof {
    private struct Statement {
        var sequence: UInt64
        var through: UInt64
        var hash: String
    }

    private var first: ChainLink?
    private var statements: [Statement] = []

    /// The first record that is here.
    mutating func begin(with link: ChainLink) { first = link }

    /// A `retention` record whose hash fits.
    mutating func read(_ record: Span<UInt8>, _ link: ChainLink) {
        var tokens = JSONTokens()
        guard tokens.scan(record) == nil else { return }
        var through: UInt64?
        var hash: String?
        var at = 1
        while at + 1 < tokens.tokens.count {
            let value = tokens.tokens[at + 1]
            if JSONString.equals(record, tokens.tokens[at], "through"), value.kind == .number {
                through = UInt64(record.extracting(value.range).text)
            } else if JSONString.equals(record, tokens.tokens[at], "through_hash"), value.kind == .string {
                hash = record.extracting(value.range).text
            }
            at = Int(value.next)
        }
        guard let through, let hash, through < link.sequence else { return }
        statements.append(Statement(sequence: link.sequence, through: through, hash: hash))
    }

    /// What is to be said of records before the first one.
    ///
    /// - Parameters:
    ///   - lastSigned: Number of the last valid checkpoint.
    ///   - isSigned: Whether the log has checkpoints at all, or should have.
    func judge(lastSigned: UInt64?, isSigned: Bool) -> (note: String?, finding: ChainFinding?) {
        guard let first, first.sequence > 1 else { return (nil, nil) }
        let missing = first.sequence - 1
        let valid = statements.filter { !isSigned || $0.sequence < lastSigned ?? 0 }
        if let exact = valid.last(where: { $0.through == missing }) {
            if exact.hash == first.previous.description {
                return (
                    "records 1 to \(missing) were removed by the log's retention, as record \(exact.sequence) says", nil
                )
            }
            let message =
                "record \(first.sequence) doesn't follow the record \(missing) that was removed by the log's retention"
            return (nil, finding(.rewritten, first, message))
        }
        if let later = valid.last(where: { $0.through > missing }) {
            return (
                "records 1 to \(missing) were removed by the log's retention, as record \(later.sequence) says", nil
            )
        }
        if let last = valid.map(\.through).max() {
            let message =
                "records \(last + 1) to \(missing) are missing before this file; only those up to \(last) were removed "
                + "by the log's retention"
            return (nil, finding(.missingFile, first, message))
        }
        if let unsigned = statements.last {
            let message =
                "records 1 to \(missing) are missing before this file; record \(unsigned.sequence), which says that "
                + "the log's retention removed them, is not vouched for by a checkpoint"
            return (nil, finding(.missingFile, first, message))
        }
        return ("the log begins with record \(first.sequence); what was before it isn't here", nil)
    }

    private func finding(_ kind: ChainFinding.Kind, _ link: ChainLink, _ message: String) -> ChainFinding {
        ChainFinding(kind: kind, file: link.file, line: link.line, sequence: link.sequence, message: message)
    }
}
