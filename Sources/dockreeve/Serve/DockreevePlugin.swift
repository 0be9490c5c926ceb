import Audit
import DockerPlugin
import Synchronization

/// Dockreeve as dockerd meets it: the plugin protocol on one side, the desk that decides on the other.
final class DockreevePlugin: ImmediateAuthorizationPlugin {
    /// One event loop asks, so nobody ever waits for this lock.
    private let desk: Mutex<DecisionDesk>

    /// - Parameter redaction: The log's key for what is secret in a call; without one that is hidden all the same.
    init(
        policies: PolicySwitch,
        configuration: ServeConfiguration,
        log: AuditTrail,
        counters: ServeCounters,
        redaction: RedactionKey? = nil
    ) {
        desk = Mutex(
            DecisionDesk(
                policies: policies,
                configuration: configuration,
                log: log,
                counters: counters,
                redactor: Redactor(key: redaction, rules: configuration.audit.redaction)
            )
        )
    }

    func reply(to request: AuthorizationRequest) -> AuthorizationReply {
        desk.withLock { $0.reply(to: request) }
    }

    func reply(to response: AuthorizationResponse) -> AuthorizationReply {
        desk.withLock { $0.reply(to: response) }
    }

    func malformed(_ call: MalformedCall) {
        desk.withLock { $0.record(call) }
    }
}
