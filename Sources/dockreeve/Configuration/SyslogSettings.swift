import DockerPlugin

/// A syslog receiver, and how it is spoken to.
struct SyslogSettings: Equatable, Sendable {
    enum Server: Equatable, Sendable {
        /// A unix datagram socket, mostly `/dev/log`.
        case local(path: String)
        /// Octet counting over TCP (RFC 6587).
        case tcp(host: String, port: Int)
        /// Octet counting over TLS (RFC 5425).
        case tls(host: String, port: Int)
    }

    enum Format: String, CaseIterable, Sendable {
        /// RFC 5424, the record's JSON as its message.
        case rfc5424
        /// RFC 5424, the record's main fields as structured data, and a line for people as its message.
        case structured
        /// What syslog(3) of the C library writes, and what journald and rsyslog read on `/dev/log`; with the record's JSON.
        case local
    }

    var server = Server.local(path: Self.standardSocket)
    var format = Format.local
    /// RFC 5424, section 6.2.1.
    var facility = Facility.authpriv
    /// Certificates for TLS; without authorities the host's own count.
    var tls = PluginTLSFiles()

    static let standardSocket = "/dev/log"
    /// RFC 5425, section 4.1; and what RFC 6587 leaves to custom.
    static let tlsPort = 6514
    static let tcpPort = 601

    enum Facility: String, CaseIterable, Sendable {
        case user, daemon, auth, syslog, authpriv, audit
        case local0, local1, local2, local3, local4, local5, local6, local7

        var number: Int {
            switch self {
            case .user: 1
            case .daemon: 3
            case .auth: 4
            case .syslog: 5
            case .authpriv: 10
            case .audit: 13
            case .local0: 16
            case .local1: 17
            case .local2: 18
            case .local3: 19
            case .local4: 20
            case .local5: 21
            case .local6: 22
            case .local7: 23
            }
        }
    }
}

extension SyslogSettings.Server {
    /// Reads `/dev/log`, `tcp://host`, `tcp://host:port`, `tls://[::1]:6514`; nothing for anything else.
    init?(_ text: String) {
        if text.hasPrefix("/") {
            guard text.utf8.count > 1, text.utf8.count <= 107, !text.utf8.contains(0) else { return nil }
            self = .local(path: text)
        } else if let (host, port) = Self.address(text, "tcp://", SyslogSettings.tcpPort) {
            self = .tcp(host: host, port: port)
        } else if let (host, port) = Self.address(text, "tls://", SyslogSettings.tlsPort) {
            self = .tls(host: host, port: port)
        } else {
            return nil
        }
    }

    private static func address(_ text: String, _ scheme: String, _ standard: Int) -> (host: String, port: Int)? {
        guard text.hasPrefix(scheme) else { return nil }
        var rest = text.dropFirst(scheme.count)
        var host: Substring
        if rest.first == "[" {
            guard let end = rest.firstIndex(of: "]") else { return nil }
            host = rest[rest.index(after: rest.startIndex)..<end]
            guard case .v6? = IPAddress(String(host)) else { return nil }
            rest = rest[rest.index(after: end)...]
        } else {
            host = rest.prefix { $0 != ":" }
            rest = rest.dropFirst(host.count)
            guard !host.isEmpty, host.utf8.count <= 253, host.utf8.allSatisfy(isNameByte) else { return nil }
        }
        if rest.isEmpty { return (String(host), standard) }
        guard rest.first == ":", rest.utf8.dropFirst().allSatisfy({ $0 &- UInt8(ascii: "0") < 10 }),
            let port = UInt16(rest.dropFirst()), port > 0
        else { return nil }
        return (String(host), Int(port))
    }

    private static func isNameByte(_ byte: UInt8) -> Bool {
        byte | 0x20 &- UInt8(ascii: "a") < 26 || byte &- UInt8(ascii: "0") < 10 || byte == UInt8(ascii: "-")
            || byte == UInt8(ascii: ".") || byte == UInt8(ascii: "_")
    }
}

extension SyslogSettings.Server: CustomStringConvertible {
    var description: String {
        switch self {
        case .local(let path): path
        case .tcp(let host, let port): "tcp://\(Self.bracketed(host)):\(port)"
        case .tls(let host, let port): "tls://\(Self.bracketed(host)):\(port)"
        }
    }

    private static func bracketed(_ host: String) -> String { host.contains(":") ? "[\(host)]" : host }
}
