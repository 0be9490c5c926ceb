import NIOCore
import StrictJSON

/// All the paths of a server: the handshake and the calls of each interface.
struct RouteTable: Sendable {
    private let routes: [String: PluginRoute]
    /// The same to be found by bytes: there are a few of them only.
    private let paths: [(bytes: [UInt8], route: PluginRoute)]

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
        paths = routes.map { (Array($0.key.utf8), $0.value) }.sorted { $0.bytes.lexicographicallyPrecedes($1.bytes) }
    }

    func route(_ path: String) -> PluginRoute? { routes[path] }

    func route(_ path: Span<UInt8>) -> PluginRoute? {
        for index in paths.indices where Self.areEqual(paths[index].bytes, path) { return paths[index].route }
        return nil
    }

    private static func areEqual(_ one: [UInt8], _ other: Span<UInt8>) -> Bool {
        guard one.count == other.count else { return false }
        for index in 0..<one.count where one[index] != other[index] { return false }
        return true
    }
}
