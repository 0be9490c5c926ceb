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

    /// Changes to the newest policy, if there is another one. Waits at most for a few lines of another thread.
    @inline(__always)
    func update(_ holding: inout Holding) {
        guard newest.load(ordering: .acquiring) != holding.number else { return }
        slot.withLock { slot in
            holding = Holding(policy: slot.policy, number: slot.number)
            slot.taken = slot.number
        }
    }

    /// From the next call on this policy decides. The one before is freed by ``collect()``.
    func publish(_ policy: PolicyInForce) {
        slot.withLock { slot in
            slot.retired.append((slot.number, slot.policy))
            slot.number &+= 1
            slot.policy = policy
            // Whoever sees this policy as the one in force can be sure that it decides.
            newest.store(slot.number, ordering: .releasing)
        }
    }

    /// Gives out the policies that nobody uses any more, to be freed. Not for a thread that lets others go first: a decision
    /// may wait for the lock.
    ///
    /// - Returns: What was retired, if anything, and whether one is left that is used still.
    func collect() -> (free: Retired<[PolicyInForce]>?, isLeft: Bool) {
        slot.withLock { slot in
            let free = slot.retired.filter { $0.number != slot.taken }.map(\.policy)
            slot.retired.removeAll { $0.number != slot.taken }
            return (free.isEmpty ? nil : Retired(free), !slot.retired.isEmpty)
        }
    }

    /// The newest one, for those who only look.
    var current: PolicyInForce { slot.withLock { $0.policy } }
}
