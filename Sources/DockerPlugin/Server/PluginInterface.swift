/// One of the subsystems of Docker that a plugin implements, with its calls.
public struct PluginInterface: Sendable {
    /// The name in the answer to `Plugin.Activate` (`Implements`).
    public let name: String
    let routes: [PluginRoute]

    init(name: String, routes: [PluginRoute]) {
        self.name = name
        self.routes = routes
    }
}
