import Synchronization

/// A record that the kernel has and the disk not yet.
public final class PendingRecord: Sendable {
    private enum State {
        case open
        case awaited(CheckedContinuation<AuditError?, Never>)
        case settled(AuditError?)
    }

    public let sequence: UInt64
    private let state = Mutex<State>(.open)

    init(sequence: UInt64) {
        self.sequence = sequence
    }

    /// Waits until the disk has it. For one task.
    ///
    /// - Throws: When it can't be known that the disk has it.
    public func kept() async throws(AuditError) {
        let error = await withCheckedContinuation { continuation in
            let settled: AuditError?? = state.withLock { state in
                if case .settled(let error) = state { return .some(error) }
                state = .awaited(continuation)
                return nil
            }
            if let settled { continuation.resume(returning: settled) }
        }
        if let error { throw error }
    }

    func settle(_ error: AuditError?) {
        let continuation = state.withLock { state -> CheckedContinuation<AuditError?, Never>? in
            defer { state = .settled(error) }
            if case .awaited(let continuation) = state { return continuation }
            return nil
        }
        continuation?.resume(returning: error)
    }
}
