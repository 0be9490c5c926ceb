/// The answer to `IpamDriver.RequestAddress`.
public struct AssignedAddress: Sendable, Equatable {
    /// With the pool's prefix length.
    public var address: IPPrefix
    public var data: [String: String]

    public init(address: IPPrefix, data: [String: String] = [:]) {
        self.address = address
        self.data = data
    }
}
