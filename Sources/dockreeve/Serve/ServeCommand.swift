import ArgumentParser
import Audit
import DockerPlugin
import Glibc
import Logging
import Policy

/// `dockreeve serve`: the plugin itself.
struct ServeCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "serve",
        abstract: "Answer dockerd: decide every API call by the rule files and record it.",
        discussion: """
            dockerd finds the plugin by its socket: /run/docker/plugins/NAME.sock is the plugin NAME of
            dockerd --authorization-plugin=NAME. Start dockreeve before dockerd.

            Changed rule files are taken up at once, if they are a policy and pass their own tests; otherwise the policy \
            in force stays, and the log, the audit log and dockreeve status say why. When they can't be used at the start, \
            the last good policy of a run before decides; where there is none, every call is denied with the reason. \
            When a decision can't be recorded, the call is denied, unless the configuration file says otherwise.

            SIGTERM answers what is in flight, removes the socket and ends; SIGHUP opens the audit log anew, as \
            logrotate wants it, and reads the rule files. A socket that systemd hands over is served in the place of \
            --socket, and systemd hears of start, reload, end and watchdog (sd_notify).
            """
    )

    @Option(
        help: ArgumentHelp(
            "Configuration file; flags win over it. (default: \(ServeCommand.standardFile), when it's there)",
            valueName: "file"
        ),
        completion: .file(extensions: ["yaml", "yml"])
    )
    var config: String?

    @Option(help: ArgumentHelp("Directory of the rule files.", valueName: "dir"), completion: .directory)
    var policies: String?

    @Option(
        help: ArgumentHelp("Where dockerd looks for the plugin.", valueName: "path"),
        completion: .file(extensions: ["sock"])
    )
    var socket: String?

    @Option(
        help: ArgumentHelp("The audit log, JSON Lines; /dev/stdout works too.", valueName: "file"),
        completion: .file()
    )
    var audit: String?

    @Option(
        help: ArgumentHelp("Directory where the last good policy is kept for a restart.", valueName: "dir"),
        completion: .directory
    )
    var state: String?

    @Option(
        help: ArgumentHelp("The socket that dockreeve status asks, for root alone.", valueName: "path"),
        completion: .file(extensions: ["sock"])
    )
    var admin: String?

    @Option(
        help: ArgumentHelp(
            """
            How often the audit log is signed, idle or not; a log that is cut shows from there on. \
            (default: 60, or what the configuration says)
            """,
            valueName: "seconds"
        )
    )
    var checkpointInterval: Int?

    @Flag(help: "Allow every call, and record what would have been decided.")
    var monitor = false

    static let standardFile = "/etc/dockreeve/dockreeve.yaml"

    func validate() throws {
        guard (1...3600).contains(checkpointInterval ?? 60) else {
            throw ValidationError("--checkpoint-interval is outside of 1 to 3600 seconds")
        }
    }

    func run() throws {
        var signals = SignalLoop()
        // Both read the environment and clear it: before there is another thread.
        let notifier = ServiceNotifier()
        let sockets = ServiceSockets.take()
        let configuration = try effectiveConfiguration()
        let logger = Logger(label: "dockreeve") { StreamLogHandler.standardError(label: $0) }
        let keys = AuditKeeping.keys(state: configuration.state, logger)
        var options = AuditKeeping.options(configuration, keys, logger)
        let sinks = try trouble { try AuditSinks(configuration.audit, logger) }
        sinks.listen(&options)
        let log = AuditLog(unopened: configuration.audit.file, options: options)
        warn(configuration, logger)
        let counters = ServeCounters()
        let handed = try trouble { try HandedSocket.choose(sockets) }
        let reporter = try trouble { try ServiceReporter(notifier) }
        let reloading = try trouble {
            try ReloadThread(configuration: configuration, log: log, logger: logger) { reporter.changed() }
        }
        let plugin = DockreevePlugin(
            policies: reloading.policies,
            configuration: configuration,
            log: AuditTrail(log, sinks, durability: configuration.audit.durability),
            counters: counters,
            redaction: keys?.redaction ?? AuditKeeping.redactionKey(state: configuration.state)
        )
        let server = PluginServer(
            configuration: configuration.server(on: handed),
            interfaces: [.authorization(plugin)],
            logger: logger
        )
        try trouble { try Blocking.run { try await server.start() } }
        let source = StatusSource(
            configuration: configuration,
            reloading: reloading,
            counters: counters,
            log: log,
            sinks: sinks,
            server: server
        )
        let admin = AdminServer.start(configuration.admin, logger) { source.report() }
        do { try log.rotateKey() } catch { logger.error("the audit log's new key can't take over: \(error)") }
        let keeping = try trouble { try AuditKeeping(log, every: configuration.audit.checkpoints.interval, logger) }
        try trouble { try reporter.ready(server) { source.report().line } }
        wait(&signals, log, reloading, reporter, logger)
        signals.release()
        reporter.stopping()
        admin?.stop()
        try Blocking.run { await server.shutdown() }
        reloading.stop()
        var entry = AuditEntry()
        entry.stop(reason: "signal")
        _ = try? log.append(entry)
        keeping.stop()
        log.close()
        sinks.stop()
        reporter.stop()
    }

    /// What keeps the plugin from running at all.
    private func trouble<Value>(_ work: () throws -> Value) throws -> Value {
        do {
            return try work()
        } catch {
            StandardStreams.writeError("dockreeve: \(error)\n")
            throw ExitCode(2)
        }
    }

    private func wait(
        _ signals: inout SignalLoop,
        _ log: AuditLog,
        _ reloading: ReloadThread,
        _ reporter: ServiceReporter,
        _ logger: Logger
    ) {
        while case .reopen = signals.next() {
            reporter.reloading()
            do {
                try log.reopen()
                try log.rotateKey()
                logger.info("opened the audit log anew", metadata: ["file": "\(log.path)"])
            } catch {
                logger.error("can't open the audit log anew: \(error)")
            }
            reloading.reload { reporter.reloaded() }
        }
    }

    private func effectiveConfiguration() throws -> ServeConfiguration {
        var configuration: ServeConfiguration
        do {
            configuration = try .read(config)
        } catch {
            StandardStreams.writeError("\(error)\n")
            throw ExitCode(2)
        }
        if let policies { configuration.policies = policies }
        if let socket { configuration.socket = socket }
        if let audit { configuration.audit.file = audit }
        if let state { configuration.state = state }
        if let admin { configuration.admin = admin }
        if let checkpointInterval { configuration.audit.checkpoints.interval = checkpointInterval }
        if monitor { configuration.monitorsEverything = true }
        return configuration
    }

    private func warn(_ configuration: ServeConfiguration, _ logger: Logger) {
        for guarding in configuration.monitoredGuards.sorted(by: { $0.rawValue < $1.rawValue }) {
            logger.warning("the guard `\(guarding.rawValue)` only records; it denies nothing")
        }
        if configuration.monitorsEverything { logger.warning("monitor mode: every call is allowed") }
    }
}
