import Audit
import Logging
import Synchronization

/// Every sink of the audit log. Those who decide hand on what the log has written and go on.
final class AuditSinks: Sendable {
    private let records: [Sink]
    private let exports: [Sink]
    private let required: [Sink]
    private let published = Atomic<UInt64>(0)
    private let exported = Atomic<UInt64>(0)

    /// Seconds for what still waits when the plugin ends.
    private static let grace: Duration = .seconds(2)

    init(_ settings: AuditSettings, _ logger: Logger) throws {
        records = try settings.sinks.map { try Self.start($0, isExport: false, logger) }
        exports = try settings.checkpoints.export.map { try Self.start($0, isExport: true, logger) }
        required = records.filter(\.settings.isRequired)
    }

    private static func start(_ settings: SinkSettings, isExport: Bool, _ logger: Logger) throws -> Sink {
        switch settings.target {
        case .standardOutput: return try Sink(settings, isExport: isExport, OutputTransport(), .lines, logger)
        case .file(let path): return try Sink(settings, isExport: isExport, FileTransport(path), .lines, logger)
        case .journal(let socket):
            let transport = DatagramTransport(socket, takesFiles: true)
            return try Sink(settings, isExport: isExport, transport, .journal, logger)
        case .syslog(let syslog):
            let format = SinkFormat.syslog(SyslogMessage(syslog))
            switch syslog.server {
            case .local(let path):
                let transport = DatagramTransport(path, takesFiles: false)
                return try Sink(settings, isExport: isExport, transport, format, logger)
            case .tcp(let host, let port):
                let transport = SyslogStream(syslog.server, host: host, port: port, tls: nil)
                return try Sink(settings, isExport: isExport, transport, format, logger)
            case .tls(let host, let port):
                let transport = SyslogStream(syslog.server, host: host, port: port, tls: syslog.tls)
                return try Sink(settings, isExport: isExport, transport, format, logger)
            }
        }
    }

    /// Puts the sinks behind a log.
    func listen(_ options: inout AuditLogOptions) {
        if !records.isEmpty { options.onRecords = { [self] in publish($0) } }
        if !exports.isEmpty { options.onCheckpoint = { [self] in export($0) } }
    }

    /// Whether a decision has to wait for any of them.
    var areRequired: Bool { !required.isEmpty }

    /// Why a record that was written now would be missing in a required sink; nothing when it would not.
    func refusal() -> String? {
        for sink in required {
            if let refusal = sink.refusal() { return refusal }
        }
        return nil
    }

    /// Waits until every required sink has all that was published up to now.
    ///
    /// - Returns: Why one of them hasn't; nothing when all have.
    func confirm() -> String? {
        let ticket = published.load(ordering: .acquiring)
        for sink in required {
            if let failure = sink.confirm(ticket) { return failure }
        }
        return nil
    }

    var statuses: [SinkStatus] { (records + exports).map(\.status) }

    /// Gives what waits a last chance.
    func stop() {
        let deadline = ContinuousClock.now + Self.grace
        for sink in records + exports { sink.end(by: deadline) }
        for sink in records + exports { sink.join(by: deadline) }
    }

    /// Called under the log's lock, so the tickets are in the order of the log.
    private func publish(_ lines: Span<UInt8>) {
        let copy = lines.withUnsafeBufferPointer { Array($0) }
        let ticket = published.wrappingAdd(1, ordering: .acquiringAndReleasing).newValue
        for sink in records { sink.push(copy, ticket: ticket) }
    }

    private func export(_ checkpoint: [UInt8]) {
        let line = checkpoint + [UInt8(ascii: "\n")]
        let ticket = exported.wrappingAdd(1, ordering: .acquiringAndReleasing).newValue
        for sink in exports { sink.push(line, ticket: ticket) }
    }
}
