/// All that a Docker Engine can be asked to do.
///
/// ## Names of actions
///
/// `object.verb`, both in lower case, the object in the singular: `container.create`, `image.push`, `system.ping`.
/// A name never changes its meaning; a new endpoint gets a new name.
public enum Catalogue {
    /// The route that dockerd runs for a call.
    ///
    /// - Parameters:
    ///   - path: Percent-decoded once, without the version in front, beginning with `/`.
    /// - Returns: Nothing where dockerd has no such route.
    public static func match(_ method: HTTPMethod, path: Span<UInt8>) -> EndpointMatch? {
        for endpoint in endpoints where endpoint.methods.contains(method) {
            if let match = endpoint.match(path) { return match }
        }
        return nil
    }
}
