/// What a network driver tells about itself.
public struct NetworkCapabilities: Sendable, Equatable {
    /// Where a network exists.
    public var scope: DriverScope
    /// How far its containers reach each other; the same as ``scope`` when nothing is said (Docker Engine 17.03 and later).
    public var connectivityScope: DriverScope?

    public init(scope: DriverScope = .local, connectivityScope: DriverScope? = nil) {
        self.scope = scope
        self.connectivityScope = connectivityScope
    }
}
