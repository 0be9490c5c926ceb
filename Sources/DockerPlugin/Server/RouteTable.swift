import NIOCore
import StrictJSON

/// All the paths of a server: the handshake and the calls of each interface.
struct RouteTable: Sendable {
    private let routes: [String: PluginRoute]

    /// An interface that is given twice counts once, the first one.
    init(_ interfaces: [PluginInterface]) {
        var routes: [String: PluginRoute] = [:]
        var writer = JSONWriter()
        writer.beginObject()
        writer.name("Implements")
        writer.beginArray()
        var names: Set<String> = []
        for interface in interfaces where names.insert(interface.name).inserted {
            writer.string(interface.name)
            for route in interface.routes { routes[route.path] = route }
        }
        writer.endArray()
        writer.endObject()
        let handshake = CallAnswer.json(writer.bytes)
        routes["/Plugin.Activate"] = PluginRoute("/Plugin.Activate", answer: { _, _ in .now(handshake) })
        self.routes = routes
    }

    func route(_ path: String) -> PluginRoute? { routes[path] }
}
