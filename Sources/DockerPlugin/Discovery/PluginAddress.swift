/// Where a plugin is reached, as a `.spec` file or `Addr` of a `.json` file has it.
public enum PluginAddress: Sendable, Hashable {
    /// `unix:///path`.
    case socket(path: String)
    /// `tcp://HOST:PORT`, `http://HOST:PORT` or `https://HOST:PORT`. The host may be a name or an address.
    case tcp(host: String, port: UInt16)

    /// - Throws: ``PluginDiscoveryError/badAddress(_:)``.
    public init(_ text: String) throws(PluginDiscoveryError) {
        let scheme = text.prefix { $0 != ":" }
        guard text[scheme.endIndex...].hasPrefix("://") else { throw .badAddress(text) }
        let rest = text[scheme.endIndex...].dropFirst(3)
        guard !text.unicodeScalars.contains(where: { $0.value <= 0x20 || $0.value == 0x7F }) else {
            throw .badAddress(text)
        }
        switch scheme {
        case "unix":
            guard rest.hasPrefix("/"), rest.utf8.count <= SocketFile.maximumPathBytes else { throw .badAddress(text) }
            self = .socket(path: String(rest))
        case "tcp", "http", "https":
            // A path after the address is of no consequence: the daemon dials the host and calls `/METHOD`.
            let authority = rest.prefix { $0 != "/" }
            guard let colon = authority.lastIndex(of: ":"),
                let port = UInt16(authority[authority.index(after: colon)...]), port > 0
            else { throw .badAddress(text) }
            var host = authority[..<colon]
            if host.hasPrefix("["), host.hasSuffix("]") { host = host.dropFirst().dropLast() }
            // Brackets stand around an address and nowhere else (RFC 3986, section 3.2.2).
            guard !host.isEmpty, !host.unicodeScalars.contains(where: { "@[]".unicodeScalars.contains($0) }) else {
                throw .badAddress(text)
            }
            self = .tcp(host: String(host), port: port)
        default:
            throw .badAddress(text)
        }
    }
}

extension PluginAddress: CustomStringConvertible {
    public var description: String {
        switch self {
        case .socket(let path): "unix://\(path)"
        case .tcp(let host, let port): "tcp://\(Self.authority(host, port))"
        }
    }
}

extension PluginAddress {
    /// Host and port, with the brackets that an IPv6 address needs.
    static func authority(_ host: String, _ port: UInt16) -> String {
        host.utf8.contains(UInt8(ascii: ":")) ? "[\(host)]:\(port)" : "\(host):\(port)"
    }
}
