import DockerPlugin

/// Each network is a bridge, each endpoint a pair of virtual interfaces: one end in the bridge, one in the container.
///
/// Keeps no book: names follow from Docker's identifiers, and what there is the kernel knows.
struct Bridges: NetworkDriver {
    struct Trouble: Error, CustomStringConvertible {
        let description: String
        init(_ description: String) { self.description = description }
    }

    func createNetwork(_ request: NetworkCreation) throws {
        if let unknown = request.driverOptions.keys.min() { throw InvalidCall("unknown option `\(unknown)`") }
        guard let pool = request.ipv4.first, let gateway = pool.gateway else {
            throw InvalidCall("an IPv4 pool is needed")
        }
        guard request.ipv6.isEmpty else { throw InvalidCall("IPv6 is not for this driver") }
        let bridge = LinkName.bridge(request.network)
        try IPTool.run("link", "add", bridge, "type", "bridge")
        do {
            // The bridge's address is the containers' way out; an internal network has none.
            if !request.isInternal { try IPTool.run("address", "add", gateway.description, "dev", bridge) }
            try IPTool.run("link", "set", bridge, "up")
            try Filter.open(bridge)
        } catch {
            _ = try? IPTool.run("link", "delete", bridge)
            throw error
        }
    }

    func deleteNetwork(_ network: String) throws {
        let bridge = LinkName.bridge(network)
        Filter.close(bridge)
        // Deleting what is gone already is no error: the daemon may ask twice.
        if IPTool.exists(bridge) { try IPTool.run("link", "delete", bridge) }
    }

    func createEndpoint(_ request: EndpointCreation) throws -> EndpointInterface? {
        let bridge = LinkName.bridge(request.endpoint.network)
        guard IPTool.exists(bridge) else { throw Trouble("there is no network `\(request.endpoint.network)`") }
        let (host, container) = LinkName.pair(request.endpoint)
        try IPTool.run("link", "add", host, "type", "veth", "peer", "name", container)
        do {
            if let address = request.interface.macAddress {
                try IPTool.run("link", "set", container, "address", address)
            }
            try IPTool.run("link", "set", host, "master", bridge, "up")
        } catch {
            _ = try? IPTool.run("link", "delete", host)
            throw error
        }
        return nil
    }

    func deleteEndpoint(_ endpoint: EndpointReference) throws {
        // With one end the other goes; both are gone when the container's namespace went.
        let (host, _) = LinkName.pair(endpoint)
        if IPTool.exists(host) { try IPTool.run("link", "delete", host) }
    }

    func join(_ request: EndpointJoin) throws -> EndpointAttachment {
        let (_, container) = LinkName.pair(request.endpoint)
        guard IPTool.exists(container) else { throw Trouble("there is no endpoint `\(request.endpoint.endpoint)`") }
        let gateway = try IPTool.address(of: LinkName.bridge(request.endpoint.network))
        return EndpointAttachment(
            interface: .init(source: container),
            gateway: gateway?.address,
            disablesGatewayService: gateway == nil
        )
    }

    func leave(_ endpoint: EndpointReference) {}
}
