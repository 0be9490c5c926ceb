import ArgumentParser
import Audit
import DockerPlugin
import Glibc
import Logging

/// `dockreeve serve`: the plugin itself.
struct ServeCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "serve",
        abstract: "Answer dockerd: decide every API call by the rule files and record it.",
        discussion: """
            dockerd finds the plugin by its socket: /run/docker/plugins/NAME.sock is the plugin NAME of
            dockerd --authorization-plugin=NAME. Start dockreeve before dockerd.

            When the rule files are missing or have a mistake, dockreeve starts all the same, since dockerd doesn't start \
            without its plugins: it denies every call and says why. Mend them (dockreeve check DIR) and restart it. \
            When a decision can't be recorded, the call is denied.

            SIGTERM answers what is in flight, removes the socket and ends; SIGHUP opens the audit log anew, as \
            logrotate wants it.
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

    @Flag(help: "Allow every call, and record what would have been decided.")
    var monitor = false

    static let standardFile = "/etc/dockreeve/dockreeve.yaml"

    func run() throws {
        var signals = SignalLoop()
        let configuration = try effectiveConfiguration()
        let logger = Logger(label: "dockreeve") { StreamLogHandler.standardError(label: $0) }
        let log = AuditLog(unopened: configuration.audit)
        let policy = PolicyInForce.load(directory: configuration.policies)
        announce(policy, configuration, logger)
        record(policy, in: log, logger)

        let plugin = DockreevePlugin(policy: policy, configuration: configuration, log: log)
        let server = PluginServer(
            configuration: configuration.server,
            interfaces: [.authorization(plugin)],
            logger: logger
        )
        do {
            try Blocking.run { try await server.start() }
        } catch {
            StandardStreams.writeError("dockreeve: \(error)\n")
            throw ExitCode(2)
        }
        wait(&signals, log, logger)
        signals.release()
        try Blocking.run { await server.shutdown() }
        var entry = AuditEntry()
        entry.stop(reason: "signal")
        _ = try? log.append(entry)
    }

    private func wait(_ signals: inout SignalLoop, _ log: AuditLog, _ logger: Logger) {
        while case .reopen = signals.next() {
            do {
                try log.reopen()
                logger.info("opened the audit log anew", metadata: ["file": "\(log.path)"])
            } catch {
                logger.error("can't open the audit log anew: \(error)")
            }
        }
    }

    private func effectiveConfiguration() throws -> ServeConfiguration {
        var configuration = ServeConfiguration()
        if let file = config ?? (access(Self.standardFile, F_OK) == 0 ? Self.standardFile : nil) {
            do {
                configuration = try ConfigurationReader.read(Bytes.read(file, limit: 1 << 20), file: file).get()
            } catch {
                StandardStreams.writeError("\(error)\n")
                throw ExitCode(2)
            }
        }
        if let policies { configuration.policies = policies }
        if let socket { configuration.socket = socket }
        if let audit { configuration.audit = audit }
        if monitor { configuration.monitorsEverything = true }
        return configuration
    }

    private func announce(_ policy: PolicyInForce, _ configuration: ServeConfiguration, _ logger: Logger) {
        switch policy {
        case .policy(let policy, let stamp):
            logger.info(
                "policy in force",
                metadata: [
                    "rules": "\(policy.rules.count)", "files": "\(policy.files.count)", "sha256": "\(stamp.sha256)",
                ]
            )
            if policy.defaultEffect == .allow {
                logger.warning("the policy says `default: allow`: what no rule matches is allowed")
            }
        case .refused(let diagnostics):
            for diagnostic in diagnostics { logger.error("\(diagnostic)") }
            logger.critical(
                "no policy: every call is denied until the rule files are mended and dockreeve is restarted"
            )
        }
        for guarding in configuration.monitoredGuards.sorted(by: { $0.rawValue < $1.rawValue }) {
            logger.warning("the guard `\(guarding.rawValue)` only records; it denies nothing")
        }
        if configuration.monitorsEverything { logger.warning("monitor mode: every call is allowed") }
    }

    private func record(_ policy: PolicyInForce, in log: AuditLog, _ logger: Logger) {
        do {
            var entry = AuditEntry()
            entry.start(version: Version.text, process: getpid(), policy: policy.stamp)
            try log.append(entry)
            if case .refused(let diagnostics) = policy {
                entry.policyRefused(error: diagnostics.first.map { "\($0.place): \($0.message)" } ?? "", remaining: nil)
                try log.append(entry)
            }
        } catch {
            logger.critical("decisions can't be recorded, so every call is denied: \(error)")
        }
    }
}
