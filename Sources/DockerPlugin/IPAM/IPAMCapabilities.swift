/// What an IPAM driver tells about itself.
public struct IPAMCapabilities: Sendable, Equatable {
    /// Whether requests for a container's address have to carry its MAC address.
    public var requiresMACAddress: Bool
    /// Whether the daemon shall request its pools and addresses anew when it starts (Docker Engine 1.12 and later).
    public var requiresRequestReplay: Bool

    public init(requiresMACAddress: Bool = false, requiresRequestReplay: Bool = false) {
        self.requiresMACAddress = requiresMACAddress
        self.requiresRequestReplay = requiresRequestReplay
    }
}
