/// All that a Docker Engine can be asked to do.
///
/// ## Names of actions
///
/// `object.verb`, both in lower case with `_` between words, the object in the singular as in `docker OBJECT VERB`:
/// `container.create`, `image.push`, `swarm.unlock_key`. The verb is the last fixed word of the path (`start`, `enable`,
/// `logs`); where that is no verb, it is what the method does: `list`, `inspect`, `delete`, `update`. Routes that run the
/// same code of the engine share one name (`GET` and `HEAD /_ping`, both forms of `image.save`); no other two do. A name
/// never changes its meaning, and what it once meant is never given another name.
///
/// ## What isn't in it
///
/// Podman's own API (`/libpod/…`): its bodies have another form, which nothing here can read. Such calls are unknown
/// endpoints on purpose. Podman's Docker-compatible paths are those of the table.
public enum Catalogue {
    private static let index = RouteIndex(endpoints)

    /// The route that dockerd runs for a call. Allocates nothing.
    ///
    /// - Parameters:
    ///   - path: Percent-decoded once, without the version in front, beginning with `/`.
    /// - Returns: Nothing where dockerd has no such route.
    public static func match(_ method: HTTPMethod, path: Span<UInt8>) -> EndpointMatch? {
        for endpoint in index.candidates(method, path: path) {
            if let match = endpoint.match(path) { return match }
        }
        return nil
    }

    /// The endpoints of an action, in the order of the table; for messages and tests.
    public static func endpoints(for action: String) -> [Endpoint] {
        endpoints.filter { $0.action == action }
    }

    /// The names of all actions, sorted.
    public static let actions: [String] = Set(endpoints.map(\.action)).sorted()
}
