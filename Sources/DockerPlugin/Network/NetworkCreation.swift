/// The parameters of `NetworkDriver.CreateNetwork`.
public struct NetworkCreation: Sendable, Equatable {
    /// The network's identifier, made by the daemon; its name is not told.
    public let network: String
    /// Among them `com.docker.network.generic`, an object with what came from `--opt NAME=VALUE`, and
    /// `com.docker.network.internal`; see ``driverOptions`` and ``isInternal``.
    public let options: [String: PluginValue]
    public let ipv4: [NetworkPool]
    public let ipv6: [NetworkPool]

    init(_ call: DriverCall) throws(InvalidCall) {
        network = try call.name("NetworkID")
        options = try call.object("Options")
        ipv4 = try NetworkPool.list(call, "IPv4Data")
        ipv6 = try NetworkPool.list(call, "IPv6Data")
    }

    /// What came from `docker network create --opt NAME=VALUE`.
    public var driverOptions: [String: String] {
        (options["com.docker.network.generic"]?.object ?? [:]).compactMapValues(\.text)
    }

    /// `docker network create --internal`: no way out of the network.
    public var isInternal: Bool { options["com.docker.network.internal"]?.bool ?? false }
}
