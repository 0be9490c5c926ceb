import NIOCore

/// TLS for calls to a plugin.
package protocol ClientProtection: Sendable {
    /// Puts its handlers into a connection, before those of HTTP; on the connection's event loop.
    ///
    /// - Parameter host: What the plugin's certificate has to be for; nothing for a unix socket.
    func protect(_ channel: any Channel, host: String?) throws
}
