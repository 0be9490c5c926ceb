/// What a driver tells of one volume.
public struct Volume: Sendable, Equatable {
    public var name: String
    /// The folder that its data is in, when it is mounted.
    public var mountpoint: String?
    /// When it was made, as RFC 3339 has it (`2026-11-24T01:00:00Z`); shown by `docker volume inspect`.
    public var createdAt: String?
    /// Whatever the driver wants `docker volume inspect` to show.
    public var status: [String: PluginValue]

    public init(
        name: String,
        mountpoint: String? = nil,
        createdAt: String? = nil,
        status: [String: PluginValue] = [:]
    ) {
        self.name = name
        self.mountpoint = mountpoint
        self.createdAt = createdAt
        self.status = status
    }
}
