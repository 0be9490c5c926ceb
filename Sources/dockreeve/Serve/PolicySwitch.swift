import Synchronization

/// Hands a new policy from the thread that made it to the one that decides, which never waits for it and never has to
/// free an old one.
final class PolicySwitch: Sendable {
    private struct Slot {
        var policy: PolicyInForce
        var number: UInt64 = 1
        /// Replaced, and perhaps still in use.
        var retired: [(number: UInt64, policy: PolicyInForce)] = []
        /// What the deciding side holds.
        var taken: UInt64 = 0
    }

    private let newest = Atomic<UInt64>(1)
    private let slot: Mutex<Slot>

    init(_ policy: PolicyInForce) {
        slot = Mutex(Slot(policy: policy))
    }

    /// What the deciding side holds; the whole of one call is decided by it.
    struct Holding {
        fileprivate(set) var policy: PolicyInForce
        fileprivate var number: UInt64
    }

    /// Of the one thread that decides.
    func hold() -> Holding {
        slot.withLock { slot in
            slot.taken = slot.number
            return Holding(policy: slot.policy, number: slot.number)
        }
    }

    /// Changes to the newest policy, if there is another one and nobody is just putting it here.
    @inline(__always)
    func update(_ holding: inout Holding) {
        guard newest.load(ordering: .acquiring) != holding.number else { return }
        slot.withLockIfAvailable { slot in
            holding = Holding(policy: slot.policy, number: slot.number)
            slot.taken = slot.number
        }
    }

    /// From the next call on this policy decides. The one before is freed by ``collect()``.
    func publish(_ policy: PolicyInForce) {
        let number = slot.withLock { slot in
            slot.retired.append((slot.number, slot.policy))
            slot.number &+= 1
            slot.policy = policy
            return slot.number
        }
        newest.store(number, ordering: .releasing)
    }

    /// Frees the policies that nobody uses any more, on the thread that asks.
    ///
    /// - Returns: Whether one is left that is used still.
    func collect() -> Bool {
        let (free, isLeft) = slot.withLock { slot in
            let free = slot.retired.filter { $0.number != slot.taken }
            slot.retired.removeAll { $0.number != slot.taken }
            return (free, !slot.retired.isEmpty)
        }
        withExtendedLifetime(free) {}
        return isLeft
    }

    /// The newest one, for those who only look.
    var current: PolicyInForce { slot.withLock { $0.policy } }
}
