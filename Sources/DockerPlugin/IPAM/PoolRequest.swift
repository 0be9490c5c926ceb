/// The parameters of `IpamDriver.RequestPool`.
public struct PoolRequest: Sendable, Equatable {
    public let addressSpace: String
    /// `docker network create --subnet`; nothing when the driver shall choose.
    public let pool: IPPrefix?
    /// `docker network create --ip-range`: the part of the pool that addresses are to come from. Never without ``pool``.
    public let subPool: IPPrefix?
    /// `docker network create --ipam-opt NAME=VALUE`.
    public let options: [String: String]
    /// Whether a pool that the driver chooses shall be IPv6.
    public let isIPv6: Bool

    public init(
        addressSpace: String = "local",
        pool: IPPrefix? = nil,
        subPool: IPPrefix? = nil,
        options: [String: String] = [:],
        isIPv6: Bool = false
    ) {
        self.addressSpace = addressSpace
        self.pool = pool
        self.subPool = subPool
        self.options = options
        self.isIPv6 = isIPv6
    }

    init(_ call: DriverCall) throws(InvalidCall) {
        self.init(
            addressSpace: try call.line("AddressSpace"),
            pool: try call.prefix("Pool"),
            subPool: try call.prefix("SubPool"),
            options: try call.strings("Options"),
            isIPv6: try call.bool("V6")
        )
        guard let subPool else { return }
        guard let pool else { throw InvalidCall("`SubPool` stands without `Pool`") }
        guard pool.contains(subPool) else { throw InvalidCall("`SubPool` is not within `Pool`") }
    }
}
