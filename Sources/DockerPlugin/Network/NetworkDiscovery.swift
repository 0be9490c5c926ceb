/// The parameters of `NetworkDriver.DiscoverNew` and `NetworkDriver.DiscoverDelete`.
public struct NetworkDiscovery: Sendable, Equatable {
    /// What came or went; the daemon tells of nodes only, which is 1 (moby, `libnetwork/discoverapi`).
    public let type: Int
    /// Of a node: `Address`, `BindAddress` and `Self`.
    public let data: [String: PluginValue]

    init(_ call: DriverCall) throws(InvalidCall) {
        guard let type = try call.integer("DiscoveryType") else { throw InvalidCall("`DiscoveryType` is missing") }
        self.type = type
        data = try call.object("DiscoveryData")
    }
}
