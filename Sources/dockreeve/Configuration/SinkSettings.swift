/// A receiver of audit records beside the log's file, as `dockreeve.yaml` says.
struct SinkSettings: Equatable, Sendable {
    enum Target: Equatable, Sendable {
        case standardOutput
        /// journald's socket, for its native protocol.
        case journal(socket: String)
        case syslog(SyslogSettings)
        /// A file that is appended to; for checkpoints.
        case file(path: String)
    }

    /// For people, and for messages about what it lost.
    var name: String
    var target: Target
    /// Whether a record that it doesn't take counts as one that couldn't be written.
    var isRequired = false
    /// Bytes of records that may wait for it; what comes on top is dropped and counted.
    var queue = 4 << 20
    /// Seconds that a decision waits for it where it is required.
    var timeout = 1
}
