import Dispatch
import Synchronization

/// One path that another thread looks up while somebody waits, but not for ever.
final class PathJob: Sendable {
    enum Ending {
        case taken
        case abandoned
    }

    private enum State {
        case open
        case finished([UInt8]?)
        case abandoned
    }

    /// Signalled once, by ``finish(_:)``.
    let done = DispatchSemaphore(value: 0)
    private let state = Mutex(State.open)

    /// By the thread that looks it up.
    func finish(_ result: [UInt8]?) -> Ending {
        defer { done.signal() }
        return state.withLock { state in
            if case .abandoned = state { return .abandoned }
            state = .finished(result)
            return .taken
        }
    }

    /// By the one who waits, when there is no more time.
    ///
    /// - Returns: Nothing where there is no result yet; there will be nobody to take it.
    func takeOrAbandon() -> [UInt8]?? {
        state.withLock { state in
            if case .finished(let result) = state { return .some(result) }
            state = .abandoned
            return nil
        }
    }
}
