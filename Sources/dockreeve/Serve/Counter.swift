import Synchronization

/// Counts; costs a few nanoseconds, and whoever reads it holds up nobody.
final class Counter: Sendable {
    private let number = Atomic<UInt64>(0)

    func add() { number.wrappingAdd(1, ordering: .relaxed) }

    func set(_ value: UInt64) { number.store(value, ordering: .relaxed) }

    var value: UInt64 { number.load(ordering: .relaxed) }
}
