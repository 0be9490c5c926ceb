/// The parameters of `IpamDriver.RequestAddress`.
public struct AddressRequest: Sendable, Equatable {
    public let pool: String
    /// The one that is wanted; nothing when the driver shall choose.
    public let address: IPAddress?
    /// Among them `RequestAddressType` (see ``isGateway``) and, if the driver requires it,
    /// `com.docker.network.endpoint.macaddress`.
    public let options: [String: String]

    public init(pool: String, address: IPAddress? = nil, options: [String: String] = [:]) {
        self.pool = pool
        self.address = address
        self.options = options
    }

    init(_ call: DriverCall) throws(InvalidCall) {
        self.init(
            pool: try call.line("PoolID"),
            address: try call.address("Address"),
            options: try call.strings("Options")
        )
    }

    /// Whether it is for a network's gateway and not for a container.
    public var isGateway: Bool { options["RequestAddressType"] == "com.docker.network.gateway" }

    /// The container's MAC address, if ``IPAMCapabilities/requiresMACAddress`` is set.
    public var macAddress: String? { options["com.docker.network.endpoint.macaddress"] }
}
