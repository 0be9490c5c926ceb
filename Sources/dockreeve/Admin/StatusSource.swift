import Audit
import DockerPlugin
import Glibc

/// Gathers what a status report says. Nothing here waits for the event loop, nor it for this.
struct StatusSource: Sendable {
    let configuration: ServeConfiguration
    let reloading: ReloadThread
    let counters: ServeCounters
    let log: AuditLog
    let sinks: AuditSinks
    let server: PluginServer
    let started = Timestamp.now()

    func report() -> StatusReport {
        StatusReport(
            version: Version.text,
            process: getpid(),
            started: started,
            configuration: configuration,
            policy: reloading.policies.current,
            reload: reloading.report,
            calls: .init(counters),
            log: log.status,
            connections: server.connections,
            sinks: sinks.statuses
        )
    }
}
