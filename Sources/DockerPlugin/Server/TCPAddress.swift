/// An address and a port.
public struct TCPAddress: Sendable, Hashable {
    public let address: IPAddress
    /// 0 for one that the system chooses; ``PluginServer/tcpAddress`` tells it.
    public let port: UInt16

    public init(address: IPAddress, port: UInt16) {
        self.address = address
        self.port = port
    }

    /// Reads `127.0.0.1:8080` or `[::1]:8080`; names of hosts are not looked up.
    public init?(_ text: String) {
        guard let colon = text.lastIndex(of: ":"), let port = UInt16(text[text.index(after: colon)...]) else {
            return nil
        }
        var host = text[..<colon]
        if host.hasPrefix("["), host.hasSuffix("]") {
            host = host.dropFirst().dropLast()
            guard host.utf8.contains(UInt8(ascii: ":")) else { return nil }
        } else if host.utf8.contains(UInt8(ascii: ":")) {
            return nil
        }
        guard let address = IPAddress(String(host)) else { return nil }
        self.init(address: address, port: port)
    }
}

extension TCPAddress: CustomStringConvertible {
    public var description: String { address.isV6 ? "[\(address)]:\(port)" : "\(address):\(port)" }
}
