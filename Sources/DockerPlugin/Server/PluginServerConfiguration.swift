/// Where a plugin server listens and what it puts up with.
public struct PluginServerConfiguration: Sendable {
    public var listener: PluginListener
    public var limits: PluginServerLimits
    /// Threads that serve connections, at least one.
    public var eventLoops: Int

    public init(listener: PluginListener, limits: PluginServerLimits = PluginServerLimits(), eventLoops: Int = 1) {
        self.listener = listener
        self.limits = limits
        self.eventLoops = eventLoops
    }

    /// On a unix socket, at a path as ``PluginSocket/path(plugin:)`` gives it.
    public init(socketPath: String, limits: PluginServerLimits = PluginServerLimits(), eventLoops: Int = 1) {
        self.init(listener: .socket(socketPath), limits: limits, eventLoops: eventLoops)
    }
}
