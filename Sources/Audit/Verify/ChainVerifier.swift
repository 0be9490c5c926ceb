import Policy
import StrictJSON

/// Holds the records of a log, in the order of its files and lines, against its chain and its signed checkpoints.
///
/// Pure: it is fed lines and tells at the end what is wrong with them. What it can tell apart is said by
/// ``ChainFinding/Kind``. What it can't: who holds the signing key can write any log anew; who doesn't can still cut off
/// what stands behind the last checkpoint that somebody else has kept.
public struct ChainVerifier {
    private var report = ChainReport()
    private var head: ChainLink?
    /// The newest records, to see where a record that has a number twice belongs.
    private var recent: [ChainLink] = []
    private var missing = MissingRecords()
    private var retention = RetentionProof()
    /// A record with a number that was there already, until the next one shows which of the two is the log's own.
    private var fork: ChainFork?
    /// Set while the record that is the head has been complained of already.
    private var isHeadSuspect = false
    private var trusted: VerificationKey?
    private var pinned: [Checkpoint]
    private var file = ""
    private var isFileBeginning = true
    private var foreignLogs: Set<String> = []
    /// The last record without a chain, of an older version.
    private var lastUnchained: (sequence: UInt64, file: String)?
    /// Whether there was any checkpoint, good or bad.
    private var hasCheckpoint = false

    private static let remembered = 256

    /// - Parameters:
    ///   - key: The key that the log's first checkpoint must be signed with; without it the log's own word is taken.
    ///   - checkpoints: Checkpoints of this log that were kept elsewhere.
    public init(key: VerificationKey? = nil, checkpoints: [Checkpoint] = []) {
        trusted = key
        report.isKeyPinned = key != nil
        pinned = checkpoints.sorted { $0.sequence < $1.sequence }
    }

    public mutating func begin(file: String) {
        self.file = file
        isFileBeginning = true
    }

    /// A line without its line feed.
    ///
    /// - Parameter isEnded: Whether a line feed stands behind it.
    public mutating func read(_ line: Span<UInt8>, number: Int, isEnded: Bool) {
        read(SealedLine(line), line, number: number, isEnded: isEnded)
    }

    /// A line that was looked at already.
    mutating func read(_ sealed: SealedLine, _ line: Span<UInt8>, number: Int, isEnded: Bool) {
        guard sealed.kind != .unsealed else { return readUnsealed(line, number, isEnded) }
        let link = ChainLink(
            sequence: sealed.sequence,
            previous: sealed.previous,
            hash: sealed.hash,
            isIntact: sealed.isIntact,
            file: file,
            line: number
        )
        report.records += 1
        place(link)
        isFileBeginning = false
        if !pinned.isEmpty { comparePinned(link) }
        if sealed.kind == .checkpoint { readCheckpoint(line, link) }
        if sealed.kind == .gap { noteGap(line, link) }
        if sealed.kind == .retention, link.isIntact { retention.read(line, link) }
    }

    /// A line that is longer than any record.
    public mutating func readTooLong(number: Int) {
        addNoRecord(number, "this line is longer than any record")
    }

    /// What was wrong with all of it.
    public mutating func finish() -> ChainReport {
        for run in missing.runs { reportMissing(run) }
        missing = MissingRecords()
        let removed = retention.judge(lastSigned: report.lastSigned, isSigned: hasCheckpoint || report.isKeyPinned)
        removed.finding.map { report.add($0) }
        removed.note.map { report.notes.insert($0, at: 0) }
        if let last = pinned.last, report.records > 0, last.sequence > head?.sequence ?? 0 {
            let end = head?.sequence ?? 0
            addWhole(
                .truncated,
                end + 1,
                "the log ends with record \(end), and a signed checkpoint knows of \(last.sequence)"
            )
        }
        if report.isKeyPinned, !hasCheckpoint, report.records > 0 {
            addWhole(.unsigned, report.firstSequence, "there is no checkpoint of this key in the log")
        }
        report.lastSequence = head?.sequence
        return report
    }

    private mutating func place(_ link: ChainLink) {
        resolveFork(link)
        guard let head else { return placeFirst(link) }
        if head.precedes(link) {
            if !link.isIntact { add(.edited, link, "record \(link.sequence) was changed: its hash doesn't fit") }
            return advance(link, isSuspect: !link.isIntact)
        }
        if link.sequence == head.sequence &+ 1 {
            if link.isIntact, !isHeadSuspect {
                let message =
                    "record \(head.sequence) was changed, and its hash with it: record \(link.sequence) vouches for another one"
                add(.edited, head, message)
            } else if !link.isIntact {
                add(.edited, link, "record \(link.sequence) was changed: its hash doesn't fit")
            }
            return advance(link, isSuspect: !link.isIntact)
        }
        if link.sequence > head.sequence {
            let numbers = head.sequence + 1...link.sequence - 1
            missing.add(MissingRecords.Run(numbers: numbers, next: link, isBeforeFile: isFileBeginning))
            if !link.isIntact { add(.edited, link, "record \(link.sequence) was changed: its hash doesn't fit") }
            return advance(link, isSuspect: !link.isIntact)
        }
        placeOld(link, head)
    }

    private mutating func placeFirst(_ link: ChainLink) {
        report.firstSequence = link.sequence
        if !link.isIntact { add(.edited, link, "record \(link.sequence) was changed: its hash doesn't fit") }
        let before = pinned.last { $0.sequence &+ 1 == link.sequence }
        if let before, before.hash != link.previous {
            add(
                .rewritten,
                link,
                "record \(link.sequence) doesn't follow the checkpoint \(before.sequence) that was kept"
            )
        } else if before == nil, link.sequence > 1, report.unchainedRecords == 0 {
            retention.begin(with: link)
        } else if link.sequence == 1, link.previous != .zero {
            add(.edited, link, "record 1 was changed: a first record has nothing before it")
        }
        // Behind an older version's records the chain goes on with the next number, and with nothing before it.
        if let last = lastUnchained, last.file == file, link.sequence != last.sequence &+ 1 || link.previous != .zero {
            add(.inserted, link, "record \(link.sequence) doesn't follow the records without a chain before it")
        }
        advance(link, isSuspect: !link.isIntact)
    }

    /// A record whose number isn't a new one.
    private mutating func placeOld(_ link: ChainLink, _ head: ChainLink) {
        if missing.take(link.sequence) {
            let message =
                "record \(link.sequence) stands behind record \(head.sequence)"
                + (link.isIntact ? "" : ", and was changed")
            return add(.reordered, link, message)
        }
        if link.sequence == 1, link.previous == .zero, link.isIntact, isFileBeginning {
            add(.foreign, link, "another log begins here, with a record 1 of its own")
            recent.removeAll()
            return advance(link, isSuspect: false)
        }
        let twin = recent.last { $0.sequence == link.sequence }
        let follows = recent.contains { $0.precedes(link) }
        add(.inserted, link, "there are two records \(link.sequence); this one isn't part of the chain")
        // Only a record that fits behind an older one can be the log's own, and the one in its place the inserted one.
        if let twin, follows, link.isIntact, twin.hash != link.hash, report.findings.count == report.findingCount {
            fork = ChainFork(link: link, other: twin, finding: report.findings.count - 1)
        }
    }

    /// When the next record follows the second of two that have one number, then the first was the inserted one.
    private mutating func resolveFork(_ next: ChainLink) {
        guard let fork else { return }
        self.fork = nil
        guard fork.link.precedes(next), let head, !head.precedes(next) else { return }
        report.findings[fork.finding] = ChainFinding(
            kind: .inserted,
            file: fork.other.file,
            line: fork.other.line,
            sequence: fork.other.sequence,
            message: "there are two records \(fork.other.sequence); this one isn't part of the chain"
        )
        advance(fork.link, isSuspect: false)
    }

    private mutating func advance(_ link: ChainLink, isSuspect: Bool) {
        head = link
        isHeadSuspect = isSuspect
        if recent.count >= 2 * Self.remembered { recent.removeFirst(Self.remembered) }
        recent.append(link)
    }

    private mutating func reportMissing(_ run: MissingRecords.Run) {
        let (first, last) = (run.numbers.lowerBound, run.numbers.upperBound)
        let what = first == last ? "record \(first) is" : "records \(first) to \(last) are"
        add(
            run.isBeforeFile ? .missingFile : .deleted,
            run.next,
            run.isBeforeFile ? "\(what) missing before this file" : "\(what) missing before this record",
            first
        )
    }

    private mutating func readUnsealed(_ line: Span<UInt8>, _ number: Int, _ isEnded: Bool) {
        var tokens = JSONTokens()
        if report.records == 0, let sequence = LogTail.sequence(of: line, tokens: &tokens) {
            if report.unchainedRecords == 0 {
                report.notes.append("\(SafeText.inline(file)):\(number): records without a chain, of an older version")
                report.firstSequence = sequence
            }
            report.unchainedRecords += 1
            lastUnchained = (sequence, file)
            return
        }
        guard isEnded else {
            return report.notes.append(
                "\(SafeText.inline(file)):\(number): the last line isn't whole: it is being written, or a crash tore it"
            )
        }
        addNoRecord(number, "this line is no record of an audit log")
    }

    /// What is about the file as a whole.
    private mutating func addWhole(_ kind: ChainFinding.Kind, _ sequence: UInt64?, _ message: String) {
        report.add(ChainFinding(kind: kind, file: file, line: 0, sequence: sequence, message: message))
    }

    private mutating func addNoRecord(_ number: Int, _ message: String) {
        report.add(ChainFinding(kind: .notARecord, file: file, line: number, sequence: nil, message: message))
    }

    private mutating func comparePinned(_ link: ChainLink) {
        guard let known = pinned.first(where: { $0.sequence == link.sequence }) else { return }
        if known.hash != link.hash {
            add(.rewritten, link, "record \(link.sequence) isn't the checkpoint that was kept of it")
        }
    }

    private mutating func readCheckpoint(_ line: Span<UInt8>, _ link: ChainLink) {
        hasCheckpoint = true
        guard let checkpoint = Checkpoint(line) else {
            // A changed one has been told already.
            if link.isIntact { add(.badCheckpoint, link, "checkpoint \(link.sequence) isn't in the form of one") }
            return
        }
        if let log = report.log, log != checkpoint.log {
            if foreignLogs.insert(checkpoint.log).inserted {
                add(.foreign, link, "checkpoint \(link.sequence) is one of another log, \(checkpoint.log)")
            }
            return
        }
        guard checkpoint.hasValidSignature else {
            let since = report.lastSigned.map { "since checkpoint \($0)" } ?? "from the beginning"
            return add(
                .rewritten,
                link,
                "the signature of checkpoint \(link.sequence) doesn't fit: written anew \(since)"
            )
        }
        guard trusted == nil || trusted == checkpoint.key else {
            return add(
                .unknownKey,
                link,
                "checkpoint \(link.sequence) is signed with another key, SHA-256 \(checkpoint.key.fingerprint)"
            )
        }
        report.log = checkpoint.log
        report.key = checkpoint.key
        trusted = checkpoint.nextKey ?? checkpoint.key
        report.checkpoints += 1
        report.lastSigned = link.sequence
    }

    private mutating func noteGap(_ line: Span<UInt8>, _ link: ChainLink) {
        guard report.notes.count < ChainReport.findingLimit else { return }
        let text = line.extracting(0..<max(0, line.count - ChainSeal.length)).text
        report.notes.append(
            "\(SafeText.inline(file)):\(link.line): the plugin noticed: \(SafeText.inline(text, maximum: 400))"
        )
    }

    private mutating func add(
        _ kind: ChainFinding.Kind,
        _ link: ChainLink,
        _ message: String,
        _ sequence: UInt64? = nil
    ) {
        report.add(
            ChainFinding(
                kind: kind,
                file: link.file,
                line: link.line,
                sequence: sequence ?? link.sequence,
                message: message
            )
        )
        if head?.line == link.line, head?.file == link.file { isHeadSuspect = true }
    }
}
