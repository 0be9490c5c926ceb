import Synchronization

/// What nobody uses any more; ``free()`` frees it on the thread that calls it, which takes a while for a large policy.
final class Retired<Value: Sendable>: Sendable {
    private let value: Mutex<Value?>

    init(_ value: Value) { self.value = Mutex(value) }

    func free() {
        let last = value.withLock { $0.take() }
        withExtendedLifetime(last) {}
    }
}
