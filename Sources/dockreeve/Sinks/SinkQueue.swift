import Dispatch
import Synchronization

/// The records that wait for a sink, bounded in bytes. Whoever decides puts them in and never waits for it; the sink's own
/// thread takes them out.
///
/// What finds no room is dropped and counted. After that nothing is taken until half of the room is free, so what is lost
/// are few long stretches, and each is told in its place.
final class SinkQueue: Sendable {
    /// Lines as the log wrote them, or what was lost.
    enum Item: Sendable {
        case lines([UInt8], ticket: UInt64)
        case gap(SinkGap)
    }

    private struct State {
        var items: [Item] = []
        /// Of the items here and of those that the sink has not got rid of yet.
        var bytes = 0
        /// What is being dropped.
        var gap: SinkGap?
        var dropped: UInt64 = 0
        var taken: UInt64 = 0
        /// The last one that was dropped.
        var refused: UInt64 = 0
        var isSleeping = false
        var waiters: [(ticket: UInt64, semaphore: DispatchSemaphore)] = []

        mutating func endGap() {
            guard let ended = gap else { return }
            gap = nil
            items.append(.gap(ended))
        }

        /// Wakes those who wait for a ticket, or for one before it.
        mutating func release(through ticket: UInt64, taken: Bool) {
            waiters.removeAll { waiter in
                guard taken ? waiter.ticket <= ticket : waiter.ticket == ticket else { return false }
                waiter.semaphore.signal()
                return true
            }
        }
    }

    private let limit: Int
    private let state = Mutex(State())
    private let wakeUp: WakeUp

    /// - Parameters:
    ///   - limit: Bytes. A single piece that is larger is taken while nothing else is there.
    ///   - wakeUp: What the sink's thread waits on.
    init(limit: Int, wakeUp: WakeUp) {
        self.limit = limit
        self.wakeUp = wakeUp
    }

    // MARK: Whoever decides

    /// - Parameter ticket: Higher than all before.
    /// - Returns: Whether something is dropped now that wasn't before.
    @discardableResult
    func push(_ lines: [UInt8], ticket: UInt64) -> Bool {
        let (wakes, isNews) = state.withLock { state -> (Bool, Bool) in
            if state.gap != nil, state.bytes <= limit / 2 { state.endGap() }
            guard state.gap == nil, state.bytes == 0 || state.bytes + lines.count <= limit else {
                let isNews = state.gap == nil
                var gap = state.gap ?? SinkGap(reason: .overflow)
                let before = gap.lost
                gap.add(lines)
                state.dropped &+= gap.lost &- before
                state.gap = gap
                state.refused = ticket
                state.release(through: ticket, taken: false)
                return (false, isNews)
            }
            state.items.append(.lines(lines, ticket: ticket))
            state.bytes += lines.count
            defer { state.isSleeping = false }
            return (state.isSleeping, false)
        }
        if wakes { wakeUp.wake() }
        return isNews
    }

    /// Waits until the sink has taken everything up to a ticket.
    ///
    /// - Returns: False when it didn't in time, or when some of it was dropped.
    func wait(for ticket: UInt64, seconds: Int) -> Bool {
        let semaphore = DispatchSemaphore(value: 0)
        let known = state.withLock { state -> Bool? in
            if ticket > 0, state.refused >= ticket { return false }
            if state.taken >= ticket { return true }
            state.waiters.append((ticket, semaphore))
            return nil
        }
        if let known { return known }
        _ = semaphore.wait(timeout: .now() + .seconds(seconds))
        return state.withLock { state in
            state.waiters.removeAll { $0.semaphore === semaphore }
            return state.taken >= ticket && state.refused < ticket
        }
    }

    // MARK: The sink's thread

    /// Everything that waits, in its order.
    ///
    /// - Returns: Nothing when there is nothing; then the thread is woken by what comes next.
    func take() -> [Item] {
        state.withLock { state in
            if state.items.isEmpty { state.endGap() }
            defer { state.items = [] }
            state.isSleeping = state.items.isEmpty
            return state.items
        }
    }

    /// The sink has got rid of lines.
    ///
    /// - Parameter refused: Records that it doesn't take, whatever one does.
    func finish(bytes: Int, ticket: UInt64, refused: UInt64 = 0) {
        state.withLock { state in
            state.bytes -= bytes
            if refused > 0 {
                state.dropped &+= refused
                state.refused = max(state.refused, ticket)
            }
            state.taken = ticket
            state.release(through: ticket, taken: true)
        }
    }

    // MARK: Whoever looks

    /// Whether nothing waits and nothing is being dropped.
    var isDrained: Bool { state.withLock { $0.bytes == 0 && $0.gap == nil } }

    var bytes: Int { state.withLock { $0.bytes } }

    var dropped: UInt64 { state.withLock { $0.dropped } }
}
