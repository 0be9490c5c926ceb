import Audit
import Synchronization

/// Where decisions are recorded: the log, and the sinks that have to have each record before a call may run.
///
/// A record that the log has and a required sink has not counts as one that couldn't be written. What the log says of it is
/// then not what the call was answered, and the log is told so by a `gap` record, reason `sink-failed`, in front of the next
/// decision. While a required sink is known to take nothing, decisions are not written to the log either, but counted for
/// that `gap` record.
final class AuditTrail: Sendable {
    let log: AuditLog
    private let sinks: AuditSinks
    private let durability: Durability
    private let owed = Mutex<SinkFailure?>(nil)

    init(_ log: AuditLog, _ sinks: AuditSinks, durability: Durability) {
        self.log = log
        self.sinks = sinks
        self.durability = durability
    }

    /// Records a decision as the log's durability says. With required sinks the kernel has it in any case, for they get what
    /// is written.
    ///
    /// - Throws: When the record is not where it has to be.
    func submit(_ entry: AuditEntry) throws(AuditError) -> Submission {
        guard sinks.areRequired else { return try log.submit(entry) }
        if let refusal = sinks.refusal() {
            owe(refusal, nil)
            throw AuditError(sink: refusal, log: log.path)
        }
        try settle()
        let (submission, sequence) = try write(entry)
        if let failure = sinks.confirm() {
            owe(failure, sequence)
            throw AuditError(sink: failure, log: log.path)
        }
        return submission
    }

    private func write(_ entry: AuditEntry) throws(AuditError) -> (Submission, UInt64) {
        if durability == .fsync, case .pending(let record) = try log.submit(entry) {
            return (.pending(record), record.sequence)
        }
        return (.kept, try log.append(entry))
    }

    private func owe(_ error: String, _ sequence: UInt64?) {
        owed.withLock { owed in
            var failure = owed ?? SinkFailure(since: .now(), error: error)
            failure.error = error
            if let sequence { failure.unconfirmed.append(sequence) } else { failure.lost &+= 1 }
            owed = failure
        }
    }

    /// Tells the log what is owed to it.
    private func settle() throws(AuditError) {
        guard let failure = owed.withLock({ $0 }) else { return }
        var entry = AuditEntry()
        entry.sinkFailed(failure)
        _ = try log.append(entry)
        owed.withLock { $0 = nil }
    }
}
