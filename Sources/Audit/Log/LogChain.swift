import StrictJSON

/// Where a log's chain is, and what continues it. The writer goes on with it, and takes it back to where it was when the
/// kernel didn't take the bytes.
struct LogChain: Sendable {
    /// A place to go back to.
    struct Mark {
        fileprivate let head: ChainHead
        fileprivate let recordsSinceCheckpoint: UInt64
    }

    private(set) var head = ChainHead.none
    private var signer: Signer?
    private let checkpointRecords: UInt64
    private let onCheckpoint: (@Sendable ([UInt8]) -> Void)?
    private var recordsSinceCheckpoint: UInt64 = 0
    /// The newest checkpoint, as it stands in the file.
    private var newestCheckpoint: [UInt8] = []
    /// Those that the kernel doesn't have yet.
    private var unwrittenCheckpoints: [[UInt8]] = []
    private var hasResumed = false
    private var opening = RecordOpening()

    private final class Signer: Sendable {
        let keys: AuditKeys
        /// The log's own id, in every checkpoint.
        let log: String

        init(_ keys: AuditKeys, log: String) {
            self.keys = keys
            self.log = log
        }
    }

    init(_ options: AuditLogOptions) {
        signer = options.keys.map { Signer($0, log: DecisionID().description + DecisionID().description) }
        checkpointRecords = max(1, options.checkpointRecords)
        onCheckpoint = options.onCheckpoint
    }

    var isSigned: Bool { signer != nil }

    var keys: AuditKeys? { signer?.keys }

    var mark: Mark { Mark(head: head, recordsSinceCheckpoint: recordsSinceCheckpoint) }

    mutating func goBack(to mark: Mark) {
        head = mark.head
        recordsSinceCheckpoint = mark.recordsSinceCheckpoint
        if !unwrittenCheckpoints.isEmpty { unwrittenCheckpoints = [] }
    }

    var isCheckpointDue: Bool { isSigned && recordsSinceCheckpoint >= checkpointRecords }

    /// Goes on after the last record of an opened file.
    ///
    /// A file that was opened in the place of another one (rotation) is shorter than what this run has written already;
    /// then the chain goes on from there.
    ///
    /// - Parameter rotated: Finds the last record of the files that were set aside; asked where this one is empty.
    mutating func resume(
        after found: ChainHead,
        path: String,
        rotated: () -> ChainHead
    ) throws(AuditError) -> LogGap? {
        defer { hasResumed = true }
        guard !hasResumed else {
            guard found.sequence != 0, found != head else { return nil }
            let expected = head
            if found.sequence > head.sequence { head = found }
            return .cut(expected: expected, found: found)
        }
        // A crash between the moving away of one file and the first record of the next.
        head = found.sequence == 0 ? rotated() : found
        guard let signer else { return nil }
        let keys = signer.keys
        guard let kept = try keys.keptCheckpoint(of: path) else {
            // Where it can't be kept, the log has one for this run: better than no log.
            self.signer = Signer(keys, log: (try? keys.keepLogID(signer.log, of: path)) ?? signer.log)
            return nil
        }
        self.signer = Signer(keys, log: kept.log)
        let signed = ChainHead(sequence: kept.sequence, hash: kept.hash)
        if head.sequence > signed.sequence || head == signed { return nil }
        head = signed
        // An empty file in the place of one that was moved away is nothing to complain of: the chain goes on in it.
        return found.sequence == 0 ? nil : .cut(expected: signed, found: found)
    }

    /// Appends a record of its time, its number, these members (a JSON object) and its seal.
    mutating func append(_ members: Span<UInt8>, to line: inout [UInt8], at time: Timestamp) {
        let start = line.count
        open(&line, time)
        if members.count > 2 {
            line.append(UInt8(ascii: ","))
            members.extracting(1..<members.count - 1).withUnsafeBufferPointer { line.append(contentsOf: $0) }
        }
        close(&line, from: start)
        recordsSinceCheckpoint += 1
    }

    mutating func appendCheckpoint(
        to line: inout [UInt8],
        at time: Timestamp,
        handingOverTo next: VerificationKey? = nil
    ) throws(AuditError) {
        guard let signer else { return }
        let key = signer.keys.signing
        let start = line.count
        open(&line, time)
        Checkpoint.appendStatement(to: &line, log: signer.log, key: key.verificationKey, nextKey: next, head: head.hash)
        let signature = try key.signature(over: Checkpoint.domain + line[start...])
        line.append(contentsOf: ",\"signature\":\"".utf8)
        line.append(contentsOf: Base64.encode(signature.span))
        line.append(UInt8(ascii: "\""))
        close(&line, from: start)
        recordsSinceCheckpoint = 0
        unwrittenCheckpoints.append(Array(line[start..<line.count - 1]))
    }

    /// The kernel has what was appended: a checkpoint goes to whoever exports them.
    mutating func keep() {
        guard let newest = unwrittenCheckpoints.last else { return }
        newestCheckpoint = newest
        if let onCheckpoint { unwrittenCheckpoints.forEach(onCheckpoint) }
        unwrittenCheckpoints = []
    }

    /// Keeps the newest checkpoint beside the keys.
    func keepCheckpoint(of path: String) throws(AuditError) {
        guard !newestCheckpoint.isEmpty, let keys else { return }
        try PrivateFile.replace(keys.path(AuditKeys.headFile(for: path)), with: newestCheckpoint + [UInt8(ascii: "\n")])
    }

    mutating func adopt(_ key: SigningKey) throws(AuditError) {
        guard let signer else { return }
        var keys = signer.keys
        try keys.adopt(key)
        self.signer = Signer(keys, log: signer.log)
    }

    private mutating func open(_ line: inout [UInt8], _ time: Timestamp) {
        opening.set(time)
        opening.bytes.span.withUnsafeBufferPointer { line.append(contentsOf: $0) }
        JSONWriter.appendDecimal(head.sequence &+ 1, to: &line)
    }

    private mutating func close(_ line: inout [UInt8], from start: Int) {
        let hash = ChainSeal.close(&line, from: start, previous: head.hash)
        line.append(UInt8(ascii: "\n"))
        head = ChainHead(sequence: head.sequence &+ 1, hash: hash)
    }
}
