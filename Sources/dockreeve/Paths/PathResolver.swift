import Dispatch
import Synchronization

/// Resolves paths of this host for `resolve_symlinks`, without ever keeping a call waiting for long.
///
/// A look-up on a dead network or FUSE mount can hang for ever, and no call can be taken back from the kernel. So another
/// thread does it; when it isn't back in time nobody can say where the path leads, and the thread is left where it hangs.
final class PathResolver: Sendable {
    private struct State {
        var queue = DispatchQueue(label: "paths")
        /// Threads that hang.
        var lost = 0
        /// When the present ``window`` began, and what was waited in it.
        var began = ContinuousClock.now
        var waited = Duration.zero
    }

    /// What one path may take.
    static let patience = Duration.milliseconds(250)
    /// What all paths may take within each ``window``: whoever owns a slow mount must not hold up everybody's calls.
    static let budget = Duration.seconds(1)
    static let window = Duration.seconds(10)
    /// Threads that may hang at one time.
    static let lostLimit = 4

    private let state = Mutex(State())
    private let walk: @Sendable ([UInt8]) -> [UInt8]?

    /// - Parameter walk: Does the work; may hang.
    init(walk: @escaping @Sendable ([UInt8]) -> [UInt8]? = { LinkWalk.target(of: $0) }) {
        self.walk = walk
    }

    /// The place that a path leads to; nothing where nobody can say, or not in time.
    func resolve(_ path: [UInt8]) -> [UInt8]? {
        let start = ContinuousClock.now
        guard let queue = admit(start) else { return nil }
        let job = PathJob()
        queue.async { [self] in
            if job.finish(walk(path)) == .abandoned { state.withLock { $0.lost -= 1 } }
        }
        let nanoseconds = Int(Self.patience.components.attoseconds / 1_000_000_000)
        _ = job.done.wait(timeout: .now() + .nanoseconds(nanoseconds))
        return state.withLock { state in
            state.waited += ContinuousClock.now - start
            guard let result = job.takeOrAbandon() else {
                state.lost += 1
                state.queue = DispatchQueue(label: "paths")
                return nil
            }
            return result
        }
    }

    private func admit(_ now: ContinuousClock.Instant) -> DispatchQueue? {
        state.withLock { state in
            if now - state.began >= Self.window {
                state.began = now
                state.waited = .zero
            }
            return state.lost < Self.lostLimit && state.waited < Self.budget ? state.queue : nil
        }
    }
}
