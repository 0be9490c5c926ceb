/// A driver that connects containers: `docker network create --driver NAME`.
///
/// The daemon calls it over `NetworkDriver.*` (moby, `libnetwork/docs/remote.md` and `libnetwork/drivers/remote`). The order
/// for one container is: create endpoint, join, program external connectivity; later revoke, leave, delete endpoint. Calls for
/// different networks and endpoints come concurrently, and a call whose connection broke is repeated for up to 30 seconds.
///
/// Identifiers are checked before a driver sees them (not empty, at most 255 bytes, without `/`, `..` and control
/// characters); addresses are parsed. An error that a requirement throws is answered with status 500 and `{"Err":…}`, an
/// ``InvalidCall`` with 400: the daemon undoes what it was doing and shows the text to its client.
public protocol NetworkDriver: Sendable {
    /// `NetworkDriver.GetCapabilities`: once, after the handshake. An error keeps the driver from being registered.
    func capabilities() async throws -> NetworkCapabilities

    /// `NetworkDriver.AllocateNetwork`: on a swarm manager only, before the network exists on any host: for what the whole
    /// cluster has to agree on, as a tunnel's number. Gives the options back unchanged unless implemented.
    ///
    /// - Returns: The options that every host gets with ``createNetwork(_:)``.
    func allocateNetwork(_ request: NetworkAllocation) async throws -> [String: String]

    /// `NetworkDriver.FreeNetwork`: undoes ``allocateNetwork(_:)``. Does nothing unless implemented.
    func freeNetwork(_ network: String) async throws

    /// `NetworkDriver.CreateNetwork`: `docker network create`, or the first use of a global network on this host.
    func createNetwork(_ request: NetworkCreation) async throws

    /// `NetworkDriver.DeleteNetwork`: `docker network rm`. Its endpoints are gone by then.
    func deleteNetwork(_ network: String) async throws

    /// `NetworkDriver.CreateEndpoint`: a container is connected, by `docker run --network` or `docker network connect`.
    ///
    /// - Returns: What the driver chose itself; nothing where the daemon gave an address. Giving back a field that the
    ///   daemon had filled is an error to it.
    func createEndpoint(_ request: EndpointCreation) async throws -> EndpointInterface?

    /// `NetworkDriver.DeleteEndpoint`: after ``leave(_:)``, or when creating it failed half-way.
    func deleteEndpoint(_ endpoint: EndpointReference) async throws

    /// `NetworkDriver.EndpointOperInfo`: for `docker inspect`. Nothing unless implemented.
    func endpointInfo(_ endpoint: EndpointReference) async throws -> [String: PluginValue]

    /// `NetworkDriver.Join`: the endpoint's container starts. The daemon moves the interface that the answer names into the
    /// container, renames it, gives it the endpoint's addresses and sets the routes.
    func join(_ request: EndpointJoin) async throws -> EndpointAttachment

    /// `NetworkDriver.Leave`: the container stops. The daemon has moved the interface back to the host.
    func leave(_ endpoint: EndpointReference) async throws

    /// `NetworkDriver.DiscoverNew`: a node came into the cluster. Does nothing unless implemented.
    func discoverNew(_ discovery: NetworkDiscovery) async throws

    /// `NetworkDriver.DiscoverDelete`: a node left the cluster. Does nothing unless implemented.
    func discoverDelete(_ discovery: NetworkDiscovery) async throws

    /// `NetworkDriver.ProgramExternalConnectivity`: ports are to be published, as the options say. Does nothing unless
    /// implemented.
    func programExternalConnectivity(_ request: ExternalConnectivity) async throws

    /// `NetworkDriver.RevokeExternalConnectivity`: undoes that. Does nothing unless implemented.
    func revokeExternalConnectivity(_ endpoint: EndpointReference) async throws
}

extension NetworkDriver {
    public func capabilities() async throws -> NetworkCapabilities { NetworkCapabilities() }
    public func allocateNetwork(_ request: NetworkAllocation) async throws -> [String: String] { request.options }
    public func freeNetwork(_ network: String) async throws {}
    public func endpointInfo(_ endpoint: EndpointReference) async throws -> [String: PluginValue] { [:] }
    public func discoverNew(_ discovery: NetworkDiscovery) async throws {}
    public func discoverDelete(_ discovery: NetworkDiscovery) async throws {}
    public func programExternalConnectivity(_ request: ExternalConnectivity) async throws {}
    public func revokeExternalConnectivity(_ endpoint: EndpointReference) async throws {}
}
