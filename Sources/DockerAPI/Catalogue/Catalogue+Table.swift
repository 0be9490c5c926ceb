extension Catalogue {
    /// Every endpoint, in the order in which dockerd tries them.
    public static let endpoints: [Endpoint] = [
        Endpoint(.options, "/{anyroute*}", "system.options", since: nil),
        Endpoint(.get, "/_ping", "system.ping"),
    ]
}
