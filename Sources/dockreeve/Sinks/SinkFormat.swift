/// How a sink's messages are written.
enum SinkFormat {
    /// The record and a line feed.
    case lines
    case journal
    case syslog(SyslogMessage)

    func message(_ json: [UInt8]) -> [UInt8] {
        switch self {
        case .lines: json + [UInt8(ascii: "\n")]
        case .journal: JournalMessage.bytes(SinkRecord(json))
        case .syslog(let syslog): syslog.bytes(SinkRecord(json))
        }
    }
}
