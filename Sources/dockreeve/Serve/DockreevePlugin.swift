import Audit
import DockerPlugin
import Synchronization

/// Dockreeve as dockerd meets it: the plugin protocol on one side, the desk that decides on the other.
final class DockreevePlugin: ImmediateAuthorizationPlugin {
    /// One event loop asks, so nobody ever waits for this lock.
    private let desk: Mutex<DecisionDesk>

    init(policies: PolicySwitch, configuration: ServeConfiguration, log: AuditTrail, counters: ServeCounters) {
        desk = Mutex(
            DecisionDesk(policies: policies, configuration: configuration, log: log, counters: counters)
        )
    }

    func reply(to request: AuthorizationRequest) -> AuthorizationReply {
        .now(desk.withLock { $0.answer(request) })
    }

    func reply(to response: AuthorizationResponse) -> AuthorizationReply {
        .now(desk.withLock { $0.answer(response) })
    }

    func malformed(_ call: MalformedCall) {
        desk.withLock { $0.record(call) }
    }
}
