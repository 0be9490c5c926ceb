import Dispatch

/// Records that are written by a thread of their own.
extension AuditLog {
    func enqueue(_ members: [UInt8]) throws(AuditError) {
        let record = QueuedRecord(members: members, time: clock())
        let (isTaken, isIdle, error) = queue.withLock { queue in
            let isTaken = queue.add(record, limit: options.queueLimit)
            defer { if isTaken { queue.isScheduled = true } }
            return (isTaken, !queue.isScheduled, queue.error)
        }
        if isTaken, isIdle { writer.async { self.drain() } }
        guard !isTaken else { return }
        let why = error.map { ": \($0.message)" } ?? ""
        throw AuditError(
            .overloaded,
            path: path,
            "\(options.queueLimit) bytes of records wait for the audit log `\(path)` already\(why)",
            help: error?.help
        )
    }

    /// Writes until nothing waits; tries again in a second where it can't be written.
    private func drain() {
        while true {
            let isStuck = (try? withState { (state) throws(AuditError) in try writeQueued(&state) }) == nil
            let isDone = queue.withLock { queue in
                if queue.records.isEmpty { queue.isScheduled = false }
                return queue.records.isEmpty
            }
            if isDone { return }
            if isStuck { return writer.asyncAfter(deadline: .now() + .seconds(1)) { self.drain() } }
        }
    }

    /// Writes all that waits. Taken and written under the log's lock, so nothing overtakes anything.
    func writeQueued(_ state: inout LogState) throws(AuditError) {
        let (records, refused) = queue.withLock { $0.take() }
        if let refused {
            let error = AuditError(.overloaded, path: path, "too many records waited to be written")
            state.noteLost(refused.count, since: refused.since, queue.withLock { $0.error } ?? error)
        }
        var rest = records[...]
        while let first = rest.first {
            // A piece at a time, so that what can't be written doesn't take as much memory again.
            var piece = rest.prefix(1)
            var bytes = first.members.count
            while piece.endIndex < rest.endIndex, bytes < Self.pieceLimit {
                bytes += rest[piece.endIndex].members.count
                piece = rest[piece.startIndex...piece.endIndex]
            }
            do throws(AuditError) {
                try state.append(piece)
                queue.withLock { $0.error = nil }
            } catch {
                queue.withLock { queue in
                    queue.putBack(rest)
                    queue.error = error
                }
                state.noteWaiting(error)
                throw error
            }
            rest = rest[piece.endIndex...]
        }
    }

    private static let pieceLimit = 256 << 10
}
