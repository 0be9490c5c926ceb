import DockerPlugin

extension ServeConfiguration {
    /// The plugin server's part of the configuration.
    ///
    /// - Parameter handed: The socket that systemd listens on already, if it does.
    func server(on handed: InheritedSocket?) -> PluginServerConfiguration {
        var limits = PluginServerLimits()
        limits.bodyBytes = self.limits.body
        limits.bodyBytesInFlight = max(limits.bodyBytesInFlight, self.limits.body &* 4)
        limits.connections = self.limits.connections
        limits.requestTime = .seconds(self.limits.requestDeadline)
        return PluginServerConfiguration(listener: handed.map { .inherited($0) } ?? .socket(socket), limits: limits)
    }
}
