import Audit
import Glibc
import Policy

/// Messages for syslog, whole, with the frame that the transport wants.
struct SyslogMessage: Sendable {
    private let format: SyslogSettings.Format
    private let facility: Int
    /// Over a stream each message is preceded by its length (octet counting, RFC 6587 and RFC 5425).
    private let countsOctets: Bool
    private let host: String
    private let process: Int32

    /// An example number of RFC 5612; whoever has an own one would have to have it registered with IANA.
    private static let structuredDataID = "dockreeve@32473"

    init(_ settings: SyslogSettings, host: String = Self.hostName(), process: Int32 = getpid()) {
        format = settings.format
        facility = settings.facility.number
        if case .local = settings.server { countsOctets = false } else { countsOctets = true }
        self.host = Self.printable(host, maximum: 255)
        self.process = process
    }

    func bytes(_ record: SinkRecord) -> [UInt8] {
        var message: [UInt8] = []
        message.reserveCapacity(record.json.count + 256)
        let priority = facility * 8 + record.severity.rawValue
        switch format {
        case .local:
            message += "<\(priority)>\(Self.localTime(record.time)) dockreeve[\(process)]: ".utf8
            message += record.json
        case .rfc5424:
            message += "\(header(record, priority)) - ".utf8
            message += record.json
        case .structured:
            message += "\(header(record, priority)) \(Self.structuredData(record)) ".utf8
            // Of a checkpoint the record itself has to arrive.
            message += record.isCheckpoint ? record.json : Array(record.summary.utf8)
        }
        return countsOctets ? Array("\(message.count) ".utf8) + message : message
    }

    /// `<PRI>1 TIMESTAMP HOSTNAME APP-NAME PROCID MSGID`
    private func header(_ record: SinkRecord, _ priority: Int) -> String {
        let time = record.time.isEmpty ? "-" : Self.printable(record.time, maximum: 32)
        return "<\(priority)>1 \(time) \(host) dockreeve \(process) \(Self.printable(record.phase, maximum: 32))"
    }

    private static func structuredData(_ record: SinkRecord) -> String {
        var text = "[\(structuredDataID)"
        for (name, value) in record.fields {
            text += " \(name)=\""
            for character in SafeText.inline(value, maximum: 1000).unicodeScalars {
                if character == "\"" || character == "\\" || character == "]" { text.unicodeScalars.append("\\") }
                text.unicodeScalars.append(character)
            }
            text += "\""
        }
        return text + "]"
    }

    /// PRINTUSASCII of RFC 5424, or its nil value.
    private static func printable(_ text: String, maximum: Int) -> String {
        let bytes = text.utf8.filter { $0 > 0x20 && $0 < 0x7F }.prefix(maximum)
        return bytes.isEmpty ? "-" : String(decoding: bytes, as: UTF8.self)
    }

    /// `Nov  8 07:52:30`, in the host's time zone, as syslog(3) writes it.
    private static func localTime(_ text: String) -> String {
        var seconds = time_t((Timestamp(text) ?? .now()).microseconds / 1_000_000)
        var parts = tm()
        guard localtime_r(&seconds, &parts) != nil, months.indices.contains(Int(parts.tm_mon)) else {
            return "Jan  1 00:00:00"
        }
        func padded(_ number: Int32, _ character: Character = "0") -> String {
            number < 10 ? "\(character)\(number)" : "\(number)"
        }
        return "\(months[Int(parts.tm_mon)]) \(padded(parts.tm_mday, " ")) "
            + "\(padded(parts.tm_hour)):\(padded(parts.tm_min)):\(padded(parts.tm_sec))"
    }

    private static let months = [
        "Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec",
    ]

    static func hostName() -> String {
        var buffer = [CChar](repeating: 0, count: 256)
        guard gethostname(&buffer, buffer.count - 1) == 0 else { return "" }
        return String(decoding: buffer.prefix { $0 != 0 }.map(UInt8.init(bitPattern:)), as: UTF8.self)
    }
}
