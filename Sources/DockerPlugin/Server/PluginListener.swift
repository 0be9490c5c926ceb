/// Where a plugin server listens.
public struct PluginListener: Sendable {
    package enum Place: Sendable {
        case socket(path: String)
        case tcp(TCPAddress, any ConnectionProtection)
        case inherited(InheritedSocket, any ConnectionProtection)
    }

    package let place: Place

    package init(_ place: Place) { self.place = place }

    /// A unix socket; see ``PluginSocket/path(plugin:)``. Only its owner can reach it.
    public static func socket(_ path: String) -> PluginListener { PluginListener(.socket(path: path)) }

    /// TCP without TLS, for the loopback addresses: everybody on this host can call the plugin.
    ///
    /// On any other address the server refuses to start, unless it is asked for a second time with `onEveryNetwork`: then
    /// whoever reaches the port can call the plugin, and whoever stands in between can read and change the calls.
    public static func plainTCP(_ address: TCPAddress, onEveryNetwork: Bool = false) -> PluginListener {
        PluginListener(.tcp(address, PlainConnections(isAllowedOnEveryNetwork: onEveryNetwork)))
    }

    /// A socket that systemd listens on and handed over; see ``ServiceSockets``.
    ///
    /// Who may connect to a unix socket is what its unit says (`SocketMode=`, by default everybody). A TCP socket on any other
    /// than a loopback address is refused, unless it is asked for a second time with `onEveryNetwork`, as in
    /// ``plainTCP(_:onEveryNetwork:)``.
    public static func inherited(_ socket: InheritedSocket, onEveryNetwork: Bool = false) -> PluginListener {
        PluginListener(.inherited(socket, PlainConnections(isAllowedOnEveryNetwork: onEveryNetwork)))
    }

    /// The same protection on a socket that was handed over in the place of this one.
    func handedOver(_ socket: InheritedSocket) -> PluginListener {
        guard case .tcp(_, let protection) = place else { return .inherited(socket) }
        return PluginListener(.inherited(socket, protection))
    }
}
