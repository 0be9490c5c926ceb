import StrictJSON

/// The answer to `NetworkDriver.Join`: what goes into the container.
public struct EndpointAttachment: Sendable, Equatable {
    /// An interface on the host that the daemon moves into the container.
    public struct Interface: Sendable, Equatable {
        /// Its name on the host, at most 15 bytes.
        public var source: String
        /// The beginning of its name in the container; the daemon puts a number after it.
        public var destinationPrefix: String

        public init(source: String, destinationPrefix: String = "eth") {
            self.source = source
            self.destinationPrefix = destinationPrefix
        }
    }

    /// A route in the container.
    public struct Route: Sendable, Equatable {
        public var destination: IPPrefix
        /// Where it goes; nothing for what is reached directly.
        public var nextHop: IPAddress?

        public init(destination: IPPrefix, nextHop: IPAddress? = nil) {
            self.destination = destination
            self.nextHop = nextHop
        }
    }

    /// Nothing when the container needs no interface of its own.
    public var interface: Interface?
    public var gateway: IPAddress?
    public var gatewayIPv6: IPAddress?
    public var routes: [Route]
    /// Without a gateway the daemon puts the container into one more network, `docker_gwbridge`, so that it gets out; this
    /// keeps it from doing so.
    public var disablesGatewayService: Bool

    public init(
        interface: Interface?,
        gateway: IPAddress? = nil,
        gatewayIPv6: IPAddress? = nil,
        routes: [Route] = [],
        disablesGatewayService: Bool = false
    ) {
        self.interface = interface
        self.gateway = gateway
        self.gatewayIPv6 = gatewayIPv6
        self.routes = routes
        self.disablesGatewayService = disablesGatewayService
    }

    /// `RouteType` of a route with a next hop, and of a connected one (moby, `libnetwork/types`).
    private static let nextHopRoute = 0
    private static let connectedRoute = 1

    func write(to writer: inout JSONWriter) {
        if let interface {
            writer.name("InterfaceName")
            writer.beginObject()
            writer.name("SrcName")
            writer.string(interface.source)
            writer.name("DstPrefix")
            writer.string(interface.destinationPrefix)
            writer.endObject()
        }
        if let gateway {
            writer.name("Gateway")
            writer.string(gateway.description)
        }
        if let gatewayIPv6 {
            writer.name("GatewayIPv6")
            writer.string(gatewayIPv6.description)
        }
        if !routes.isEmpty {
            writer.name("StaticRoutes")
            writer.beginArray()
            for route in routes { Self.write(route, to: &writer) }
            writer.endArray()
        }
        if disablesGatewayService {
            writer.name("DisableGatewayService")
            writer.bool(true)
        }
    }

    private static func write(_ route: Route, to writer: inout JSONWriter) {
        writer.beginObject()
        writer.name("Destination")
        writer.string(route.destination.description)
        writer.name("RouteType")
        writer.integer(route.nextHop == nil ? connectedRoute : nextHopRoute)
        writer.name("NextHop")
        writer.string(route.nextHop?.description ?? "")
        writer.endObject()
    }
}
