/// The parameters of `NetworkDriver.Join`.
public struct EndpointJoin: Sendable, Equatable {
    public let endpoint: EndpointReference
    /// The container's network namespace, a path as `/var/run/docker/netns/1234`.
    public let sandbox: String
    public let options: [String: PluginValue]

    init(_ call: DriverCall) throws(InvalidCall) {
        endpoint = try EndpointReference(call)
        sandbox = try call.line("SandboxKey")
        options = try call.object("Options")
    }
}
