import Policy

/// A sink as far as it is read.
struct SinkDraft {
    private var sink: SinkSettings
    private var syslog = SyslogSettings()
    private var hasFormat = false
    private var socket = Self.standardJournal
    private var path = ""

    private static let standardJournal = "/run/systemd/journal/socket"

    init(_ name: String) { sink = SinkSettings(name: name, target: .standardOutput) }

    mutating func take(_ key: SinkKey, _ value: YAMLNode, _ reader: inout ConfigurationReader) {
        switch key {
        case .type: break
        case .name:
            if let name = value.text, !name.isEmpty, name.utf8.count <= 64 {
                sink.name = name
            } else {
                reader.wrongType(value, "a name of at most 64 bytes")
            }
        case .required: sink.isRequired = reader.flag(value) ?? sink.isRequired
        case .queue: sink.queue = reader.size(value, in: 64 << 10...1 << 30) ?? sink.queue
        case .timeout: sink.timeout = reader.seconds(value, in: 1...30) ?? sink.timeout
        case .socket: socket = reader.path(value, maximum: 107) ?? socket
        case .path: path = reader.path(value) ?? path
        case .server:
            guard let server = value.text.flatMap({ SyslogSettings.Server($0) }) else {
                return reader.report(
                    .unknownValue,
                    value.mark,
                    "`\(SafeText.inline(value.text ?? ""))` is no syslog server",
                    help: "a socket as in `/dev/log`, or `tcp://host:601`, or `tls://host:6514`"
                )
            }
            syslog.server = server
        case .format:
            guard let format = value.text.flatMap(SyslogSettings.Format.init(rawValue:)) else {
                let known = SyslogSettings.Format.allCases.map(\.rawValue)
                return reader.unknown(.unknownValue, value, "format", among: known)
            }
            syslog.format = format
            hasFormat = true
        case .facility:
            guard let facility = value.text.flatMap(SyslogSettings.Facility.init(rawValue:)) else {
                let known = SyslogSettings.Facility.allCases.map(\.rawValue)
                return reader.unknown(.unknownValue, value, "facility", among: known)
            }
            syslog.facility = facility
        case .ca: syslog.tls.authorities = reader.path(value)
        case .certificate: syslog.tls.certificate = reader.path(value)
        case .key: syslog.tls.key = reader.path(value)
        }
    }

    mutating func settings(
        _ kind: SinkKind,
        _ node: YAMLNode,
        _ reader: inout ConfigurationReader
    ) -> SinkSettings? {
        switch kind {
        case .stdout: sink.target = .standardOutput
        case .journald: sink.target = .journal(socket: socket)
        case .file:
            guard !path.isEmpty else {
                if node["path"] == nil { reader.report(.missingKey, node.mark, "the file has no `path`") }
                return nil
            }
            sink.target = .file(path: path)
        case .syslog:
            var isTLS = false
            if case .tls = syslog.server { isTLS = true }
            if case .local = syslog.server {} else if !hasFormat { syslog.format = .rfc5424 }
            if !isTLS, let extra = ["ca", "certificate", "key"].lazy.compactMap({ node[$0] }).first {
                reader.report(.unknownKey, extra.mark, "certificates are for a server that begins with `tls://`")
            }
            if (syslog.tls.certificate == nil) != (syslog.tls.key == nil) {
                reader.report(.missingKey, node.mark, "a `certificate` needs its `key`, and a key its certificate")
            }
            sink.target = .syslog(syslog)
        }
        return sink
    }
}
