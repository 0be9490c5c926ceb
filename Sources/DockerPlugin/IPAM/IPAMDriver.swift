/// A driver that hands out addresses: `docker network create --ipam-driver NAME`.
///
/// The daemon calls it over `IpamDriver.*` (moby, `libnetwork/docs/ipam.md` and `libnetwork/ipams/remote`). For a network it
/// requests a pool, the gateway's address and the auxiliary ones; for each container one address of each pool; at the end it
/// gives back the addresses and then the pool. Calls come concurrently, and a call whose connection broke is repeated for up to
/// 30 seconds. The daemon keeps no book of its own: what a driver forgets over a restart it will hand out twice.
///
/// Addresses are parsed before a driver sees them. An error that a requirement throws is answered with status 500 and
/// `{"Err":…}`, an ``InvalidCall`` with 400: the network or the container is then not made, and the client sees the text.
public protocol IPAMDriver: Sendable {
    /// `IpamDriver.GetCapabilities`: once, after the handshake. None unless implemented.
    func capabilities() async throws -> IPAMCapabilities

    /// `IpamDriver.GetDefaultAddressSpaces`: once, after the handshake. `local` and `global` unless implemented.
    func defaultAddressSpaces() async throws -> AddressSpaces

    /// `IpamDriver.RequestPool`: `docker network create`, and again for every network when the daemon starts, if
    /// ``IPAMCapabilities/requiresRequestReplay`` is set. The same request has to give the same pool; the driver counts how
    /// often it was given.
    func requestPool(_ request: PoolRequest) async throws -> AddressPool

    /// `IpamDriver.ReleasePool`: `docker network rm`.
    func releasePool(_ pool: String) async throws

    /// `IpamDriver.RequestAddress`: an address for a gateway or a container.
    func requestAddress(_ request: AddressRequest) async throws -> AssignedAddress

    /// `IpamDriver.ReleaseAddress`: the container or the network is gone.
    ///
    /// - Parameters:
    ///   - address: Nothing where the daemon doesn't say which.
    ///   - pool: The identifier that ``requestPool(_:)`` gave it.
    func releaseAddress(_ address: IPAddress?, pool: String) async throws
}

extension IPAMDriver {
    public func capabilities() async throws -> IPAMCapabilities { IPAMCapabilities() }
    public func defaultAddressSpaces() async throws -> AddressSpaces { AddressSpaces() }
}
