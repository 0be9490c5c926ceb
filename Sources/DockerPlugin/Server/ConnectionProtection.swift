import NIOCore

/// What stands between the network and the plugin protocol on accepted TCP connections: nothing, or TLS.
package protocol ConnectionProtection: Sendable {
    /// Whether it keeps strangers on the network out, or somebody said that it needn't.
    var isAllowedOnEveryNetwork: Bool { get }

    /// Puts its handlers into an accepted connection, before those of HTTP; on the connection's event loop.
    func protect(_ channel: any Channel) throws
}

struct PlainConnections: ConnectionProtection {
    let isAllowedOnEveryNetwork: Bool

    func protect(_ channel: any Channel) {}
}
