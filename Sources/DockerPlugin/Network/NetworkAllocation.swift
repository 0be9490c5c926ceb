/// The parameters of `NetworkDriver.AllocateNetwork`.
public struct NetworkAllocation: Sendable, Equatable {
    public let network: String
    /// From `docker network create --opt NAME=VALUE`.
    public let options: [String: String]
    public let ipv4: [NetworkPool]
    public let ipv6: [NetworkPool]

    init(_ call: DriverCall) throws(InvalidCall) {
        network = try call.name("NetworkID")
        options = try call.strings("Options")
        ipv4 = try NetworkPool.list(call, "IPv4Data")
        ipv6 = try NetworkPool.list(call, "IPv6Data")
    }
}
