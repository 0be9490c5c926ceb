/// How a sink is, at one moment.
struct SinkStatus: Sendable {
    enum State: Sendable, Equatable {
        /// It takes records, or would.
        case ok
        /// It isn't open yet.
        case opening
        /// It takes nothing, and hasn't said why: for so many seconds.
        case stuck(seconds: Int64)
        case failing(String)
    }

    let name: String
    let place: String
    let isRequired: Bool
    /// Whether it gets only checkpoints.
    let isExport: Bool
    let state: State
    /// Bytes of records that wait.
    let waiting: Int
    /// Messages that the kernel took.
    let sent: UInt64
    /// Records that it will never get from here.
    let dropped: UInt64
}

extension SinkStatus {
    var stateText: String {
        switch state {
        case .ok: "ok"
        case .opening: "opening"
        case .stuck(let seconds): "takes nothing for \(seconds) s"
        case .failing(let reason): reason
        }
    }

    var needsAttention: Bool {
        switch state {
        case .ok, .opening: false
        case .stuck, .failing: true
        }
    }

    /// The stable word for it.
    var stateName: String {
        switch state {
        case .ok: "ok"
        case .opening: "opening"
        case .stuck: "stuck"
        case .failing: "failing"
        }
    }
}
