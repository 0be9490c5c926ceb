/// One container's place in one network.
public struct EndpointReference: Sendable, Hashable {
    public let network: String
    public let endpoint: String

    public init(network: String, endpoint: String) {
        self.network = network
        self.endpoint = endpoint
    }

    init(_ call: DriverCall) throws(InvalidCall) {
        self.init(network: try call.name("NetworkID"), endpoint: try call.name("EndpointID"))
    }
}
