/// What an endpoint carries that nobody can look into: an authorization plugin sees the call that opens it and no more.
///
/// The raw values are those of the fact `uses.opaque`.
public enum OpaqueTunnel: String, CaseIterable, Sendable {
    /// `/session`: gRPC services that the client offers to the builder, after an upgrade to h2c.
    case buildkitSession = "buildkit.session"
    /// `/grpc`: the whole BuildKit control API, after an upgrade to h2c. Builds with `network.host` go this way.
    case buildkitGRPC = "buildkit.grpc"
    /// A raw or WebSocket stream to the standard streams of a process.
    case attach
    /// A tar archive: a build context, an image, the files of a container, a plugin.
    case tar
}
