import StrictJSON

/// Where a log's chain is, and what continues it. A value: the writer works on a copy, and keeps it once the kernel has the
/// bytes.
struct LogChain: Sendable {
    private(set) var head = ChainHead.none
    private var signer: Signer?
    private let checkpointRecords: UInt64
    private let onCheckpoint: (@Sendable ([UInt8]) -> Void)?
    private var recordsSinceCheckpoint: UInt64 = 0
    /// The newest checkpoint, as it stands in the file.
    private var newestCheckpoint: [UInt8] = []
    private var isPublished = true
    private var hasResumed = false

    /// One reference, since the chain is copied for each record.
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

    var isCheckpointDue: Bool { isSigned && recordsSinceCheckpoint >= checkpointRecords }

    /// Goes on after the last record of an opened file.
    ///
    /// A file that was opened in the place of another one (rotation) is shorter than what this run has written already;
    /// then the chain goes on from there.
    mutating func resume(after found: ChainHead, path: String, size: Int64) throws(AuditError) -> LogGap? {
        defer { hasResumed = true }
        guard !hasResumed else {
            guard found.sequence != 0, found != head else { return nil }
            let expected = head
            if found.sequence > head.sequence { head = found }
            return .cut(expected: expected, found: found)
        }
        head = found
        guard let keys, let kept = try keys.keptCheckpoint(of: path) else { return nil }
        signer = Signer(keys, log: kept.log)
        let signed = ChainHead(sequence: kept.sequence, hash: kept.hash)
        if found.sequence > signed.sequence || found == signed { return nil }
        head = signed
        // An empty file in the place of one that was moved away is nothing to complain of: the chain goes on in it.
        return found.sequence == 0 ? nil : .cut(expected: signed, found: found)
    }

    /// Appends a record of its time, its number, these members (a JSON object) and its seal.
    mutating func append(_ members: [UInt8], to line: inout [UInt8], at time: Timestamp) {
        let start = line.count
        open(&line, time)
        if members.count > 2 {
            line.append(UInt8(ascii: ","))
            line.append(contentsOf: members[1..<members.count - 1])
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
        newestCheckpoint = Array(line[start..<line.count - 1])
        isPublished = false
    }

    /// Hands a checkpoint that was just written to whoever exports them.
    mutating func publish() {
        guard !isPublished else { return }
        isPublished = true
        onCheckpoint?(newestCheckpoint)
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

    private func open(_ line: inout [UInt8], _ time: Timestamp) {
        line.append(contentsOf: "{\"time\":\"".utf8)
        let text = time.text
        text.span.withUnsafeBufferPointer { line.append(contentsOf: $0) }
        line.append(contentsOf: "\",\"seq\":".utf8)
        JSONWriter.appendDecimal(head.sequence &+ 1, to: &line)
    }

    private mutating func close(_ line: inout [UInt8], from start: Int) {
        let hash = ChainSeal.close(&line, from: start, previous: head.hash)
        line.append(UInt8(ascii: "\n"))
        head = ChainHead(sequence: head.sequence &+ 1, hash: hash)
    }
}
