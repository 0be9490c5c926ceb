import Audit
import Logging

/// What becomes of the audit log, told in the plugin's own log.
enum AuditNews {
    static func tell(_ event: LogNews, _ settings: AuditSettings, _ logger: Logger) {
        let calls = settings.onFailure == .deny ? "every call is denied" : "calls go on without a record"
        switch event {
        case .failing(let error): logger.error("decisions can't be recorded, \(calls): \(error)")
        case .recovered(let lost): logger.notice("decisions are recorded again; \(lost) are missing")
        case .rotated(let file): logger.info("set the audit log aside", metadata: ["file": "\(file)"])
        case .rotationFailed(let error): logger.error("\(error)")
        case .retired(let files):
            for file in files { logger.notice("removed an old audit log", metadata: ["file": "\(file)"]) }
        }
    }
}
