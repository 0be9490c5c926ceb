/// Names of the sets of pools that a driver uses when the user names none. Pools of one space don't overlap.
public struct AddressSpaces: Sendable, Equatable {
    /// Of networks that exist on one host.
    public var local: String
    /// Of networks that exist in the whole cluster.
    public var global: String

    public init(local: String = "local", global: String = "global") {
        self.local = local
        self.global = global
    }
}
