import DockerPlugin
import Synchronization

/// Remembers what it was asked and answers what a driver of the field would.
final class TestNetworks: NetworkDriver {
    struct Seen: Sendable {
        var networks: [NetworkCreation] = []
        var endpoints: [EndpointCreation] = []
        var joins: [EndpointJoin] = []
        var others: [String] = []
    }

    private let state = Mutex(Seen())
    var seen: Seen { state.withLock { $0 } }

    func createNetwork(_ request: NetworkCreation) { state.withLock { $0.networks.append(request) } }
    func deleteNetwork(_ network: String) { state.withLock { $0.others.append("delete \(network)") } }

    func createEndpoint(_ request: EndpointCreation) -> EndpointInterface? {
        state.withLock { $0.endpoints.append(request) }
        return request.interface.macAddress == nil ? EndpointInterface(macAddress: "02:00:00:00:00:01") : nil
    }

    func deleteEndpoint(_ endpoint: EndpointReference) {
        state.withLock { $0.others.append("delete \(endpoint.endpoint)") }
    }

    func join(_ request: EndpointJoin) -> EndpointAttachment {
        state.withLock { $0.joins.append(request) }
        return EndpointAttachment(
            interface: .init(source: "veth1"),
            gateway: IPAddress("10.1.0.1"),
            gatewayIPv6: IPAddress("fd00::1"),
            routes: [
                .init(destination: IPPrefix("10.2.0.0/16")!, nextHop: IPAddress("10.1.0.2")),
                .init(destination: IPPrefix("10.3.0.0/16")!),
            ],
            disablesGatewayService: true
        )
    }

    func leave(_ endpoint: EndpointReference) { state.withLock { $0.others.append("leave \(endpoint.endpoint)") } }

    func discoverNew(_ discovery: NetworkDiscovery) {
        state.withLock { $0.others.append("new \(discovery.data["Address"]?.text ?? "")") }
    }
}
