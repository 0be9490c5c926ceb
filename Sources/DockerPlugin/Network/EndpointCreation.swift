/// The parameters of `NetworkDriver.CreateEndpoint`.
public struct EndpointCreation: Sendable, Equatable {
    public let endpoint: EndpointReference
    /// What the IPAM driver chose, or the user (`docker run --ip`, `--mac-address`). May be empty.
    public let interface: EndpointInterface
    /// Among them `com.docker.network.portmap` and `com.docker.network.endpoint.exposedports`.
    public let options: [String: PluginValue]

    init(_ call: DriverCall) throws(InvalidCall) {
        endpoint = try EndpointReference(call)
        interface = try EndpointInterface(try call.call("Interface"))
        options = try call.object("Options")
    }
}
