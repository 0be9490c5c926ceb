/// Where a plugin server listens.
public struct PluginListener: Sendable {
    package enum Place: Sendable {
        case socket(path: String)
        case tcp(TCPAddress, any ConnectionProtection)
        case inherited(InheritedSocket)
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
    public static func inherited(_ socket: InheritedSocket) -> PluginListener { PluginListener(.inherited(socket)) }
}
