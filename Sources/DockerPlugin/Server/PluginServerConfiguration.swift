/// Where a plugin server listens and what it puts up with.
public struct PluginServerConfiguration: Sendable {
    /// Path of the unix socket; see ``PluginSocket/path(plugin:)``.
    public var socketPath: String
    public var limits: PluginServerLimits
    /// Threads that serve connections, at least one.
    public var eventLoops: Int

    public init(socketPath: String, limits: PluginServerLimits = PluginServerLimits(), eventLoops: Int = 1) {
        self.socketPath = socketPath
        self.limits = limits
        self.eventLoops = eventLoops
    }
}
