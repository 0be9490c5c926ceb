import Synchronization

/// A value that two threads share.
final class Shared<Value: Sendable>: Sendable {
    private let guarded: Mutex<Value>

    init(_ value: Value) { guarded = Mutex(value) }

    var value: Value { guarded.withLock { $0 } }

    func set(_ value: Value) { guarded.withLock { $0 = value } }
}
