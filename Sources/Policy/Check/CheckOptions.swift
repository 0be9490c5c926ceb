/// What is known of the host, for ``Policy/check(_:options:)``.
public struct CheckOptions: Sendable {
    /// Whether dockerd asks its clients for certificates; nothing where that isn't known.
    public var dockerdAuthenticates: Bool?

    public init(dockerdAuthenticates: Bool? = nil) {
        self.dockerdAuthenticates = dockerdAuthenticates
    }
}
