import Synchronization

/// Counts connections where everybody may look.
final class ConnectionMeter: Sendable {
    private let open = Atomic<Int>(0)
    private let accepted = Atomic<UInt64>(0)

    func opened() {
        open.wrappingAdd(1, ordering: .relaxed)
        accepted.wrappingAdd(1, ordering: .relaxed)
    }

    func closed() { open.wrappingSubtract(1, ordering: .relaxed) }

    var counts: ConnectionCounts {
        ConnectionCounts(open: open.load(ordering: .relaxed), accepted: accepted.load(ordering: .relaxed))
    }
}
