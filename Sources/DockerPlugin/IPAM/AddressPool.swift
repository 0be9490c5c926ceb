/// The answer to `IpamDriver.RequestPool`.
public struct AddressPool: Sendable, Equatable {
    /// What the daemon names the pool by from now on. The same pool has the same identifier.
    public var id: String
    public var pool: IPPrefix
    /// For the network driver; `com.docker.network.gateway` is taken as the gateway's address, with prefix length.
    public var data: [String: String]

    public init(id: String, pool: IPPrefix, data: [String: String] = [:]) {
        self.id = id
        self.pool = pool
        self.data = data
    }
}
