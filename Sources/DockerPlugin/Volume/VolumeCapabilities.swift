/// What a volume driver tells about itself.
public struct VolumeCapabilities: Sendable, Equatable {
    public var scope: DriverScope

    public init(scope: DriverScope = .local) { self.scope = scope }
}
