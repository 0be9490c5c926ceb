/// The keys of a sink in `dockreeve.yaml`.
enum SinkKey: String, CaseIterable {
    case type, name, required, queue, timeout, socket, server, format, facility, ca, certificate, key, path
}

/// What kind of receiver a sink is.
enum SinkKind: String, CaseIterable {
    case stdout, journald, syslog, file

    /// The keys beside those that every sink has.
    var keys: [SinkKey] {
        switch self {
        case .stdout: []
        case .journald: [.socket]
        case .syslog: [.server, .format, .facility, .ca, .certificate, .key]
        case .file: [.path]
        }
    }
}
