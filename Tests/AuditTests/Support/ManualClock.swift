import Synchronization

@testable import Audit

/// A clock that stands still until it is moved.
final class ManualClock: Sendable {
    private let now = Mutex<Int64>(1_795_470_067_000_000)

    var reading: Timestamp { now.withLock { Timestamp(microseconds: $0) } }

    func advance(seconds: Int64) {
        now.withLock { $0 += seconds * 1_000_000 }
    }
}
