import DockerPlugin

extension ServeConfiguration {
    /// The plugin server's part of the configuration.
    var server: PluginServerConfiguration {
        var limits = PluginServerLimits()
        limits.bodyBytes = self.limits.body
        limits.bodyBytesInFlight = max(limits.bodyBytesInFlight, self.limits.body &* 4)
        limits.connections = self.limits.connections
        limits.requestTime = .seconds(self.limits.requestDeadline)
        return PluginServerConfiguration(socketPath: socket, limits: limits)
    }
}
