import Synchronization

/// Policies that nobody uses any more; ``free()`` frees them on the thread that calls it, which takes a while for large ones.
final class RetiredPolicies: Sendable {
    private let policies: Mutex<[PolicyInForce]>
    let isEmpty: Bool

    init(_ policies: [PolicyInForce]) {
        isEmpty = policies.isEmpty
        self.policies = Mutex(policies)
    }

    func free() {
        let all = policies.withLock { policies in
            defer { policies = [] }
            return policies
        }
        withExtendedLifetime(all) {}
    }
}
