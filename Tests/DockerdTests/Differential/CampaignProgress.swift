import Synchronization

/// Which case is next, and what came of those before; shared by the threads of a campaign.
final class CampaignProgress: Sendable {
    private struct State {
        var next: UInt64
        var left: UInt64
        var tally = Tally()
    }

    private let state: Mutex<State>

    init(_ campaign: Campaign) {
        state = Mutex(State(next: campaign.seed, left: campaign.count))
    }

    /// The seed of the next case; nothing when there are no more.
    func next() -> UInt64? {
        state.withLock { state in
            guard state.left > 0 else { return nil }
            defer {
                state.left -= 1
                state.next &+= 1
            }
            return state.next
        }
    }

    func add(_ result: CaseResult) { state.withLock { $0.tally.add(result) } }

    var tally: Tally { state.withLock { $0.tally } }
}
