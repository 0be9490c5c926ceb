/// The parameters of `NetworkDriver.ProgramExternalConnectivity`.
public struct ExternalConnectivity: Sendable, Equatable {
    public let endpoint: EndpointReference
    /// Among them `com.docker.network.portmap`, an array of the ports to publish.
    public let options: [String: PluginValue]

    init(_ call: DriverCall) throws(InvalidCall) {
        endpoint = try EndpointReference(call)
        options = try call.object("Options")
    }
}
