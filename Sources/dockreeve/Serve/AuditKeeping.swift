import Audit
import Glibc
import Logging

/// Signs the audit log every minute, whether or not anything happens, so that nobody can cut off more than that unseen.
final class AuditKeeping: Sendable {
    private let thread: OwnThread
    private let wake: WakeUp
    private let log: AuditLog
    private let logger: Logger

    /// - Parameter interval: Seconds between two checkpoints.
    init(_ log: AuditLog, every interval: Int, _ logger: Logger) throws {
        let wake = try WakeUp()
        self.wake = wake
        self.log = log
        self.logger = logger
        thread = try OwnThread {
            var descriptor = pollfd(fd: wake.descriptor, events: Int16(POLLIN), revents: 0)
            while poll(&descriptor, 1, Int32(clamping: interval) &* 1000) == 0 { Self.sign(log, logger) }
        }
    }

    /// Ends the thread and signs the log's end.
    func stop() {
        wake.wake()
        thread.join()
        Self.sign(log, logger)
    }

    private static func sign(_ log: AuditLog, _ logger: Logger) {
        do { try log.checkpoint() } catch { logger.error("can't write a checkpoint of the audit log: \(error)") }
    }

    /// How the log is kept.
    static func options(_ configuration: ServeConfiguration, _ keys: AuditKeys?, _ logger: Logger) -> AuditLogOptions {
        var options = AuditLogOptions(keys: keys)
        let settings = configuration.audit
        options.checkpointRecords = UInt64(settings.checkpoints.records)
        options.durability = settings.durability
        options.onFailure = settings.onFailure
        options.rotation = settings.rotation
        options.onEvent = { AuditNews.tell($0, settings, logger) }
        return options
    }

    /// The keys of a log, in the state directory. Without them the log is chained and not signed, and that is said.
    static func keys(state: String, _ logger: Logger) -> AuditKeys? {
        // The log is opened before anything else is kept there.
        _ = mkdir(state, 0o700)
        do {
            return try AuditKeys(directory: directory(in: state))
        } catch {
            logger.error("the audit log is chained but not signed: \(error)")
            if redactionKey(state: state) == nil {
                logger.error("secrets in the audit log can't be compared: each is replaced by `\(Redactor.keyless)`")
            }
            return nil
        }
    }

    /// The key for what is secret in calls, where the others can't be used; nothing where it can't be used either.
    static func redactionKey(state: String) -> RedactionKey? {
        try? AuditKeys.keptRedactionKey(in: directory(in: state))
    }

    static func directory(in state: String) -> String { state + "/audit" }
}
