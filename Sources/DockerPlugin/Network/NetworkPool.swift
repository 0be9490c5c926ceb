/// Addresses that an IPAM driver has set aside for a network (`IPv4Data`, `IPv6Data`).
public struct NetworkPool: Sendable, Equatable {
    /// Names a set of pools that don't overlap.
    public let addressSpace: String
    /// The network's addresses.
    public let pool: IPPrefix?
    /// The gateway's address, with the pool's prefix length.
    public let gateway: IPPrefix?
    /// Addresses that were set aside by name (`docker network create --aux-address NAME=ADDRESS`).
    public let auxiliaryAddresses: [String: IPPrefix]

    public init(
        addressSpace: String = "",
        pool: IPPrefix?,
        gateway: IPPrefix? = nil,
        auxiliaryAddresses: [String: IPPrefix] = [:]
    ) {
        self.addressSpace = addressSpace
        self.pool = pool
        self.gateway = gateway
        self.auxiliaryAddresses = auxiliaryAddresses
    }
}

extension NetworkPool {
    init(_ call: DriverCall) throws(InvalidCall) {
        self.init(
            addressSpace: try call.text("AddressSpace"),
            pool: try call.prefix("Pool"),
            gateway: try call.prefix("Gateway"),
            auxiliaryAddresses: try call.prefixes("AuxAddresses")
        )
    }

    static func list(_ call: DriverCall, _ name: String) throws(InvalidCall) -> [NetworkPool] {
        var pools: [NetworkPool] = []
        for pool in try call.calls(name) { pools.append(try NetworkPool(pool)) }
        return pools
    }
}
