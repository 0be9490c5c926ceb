/// One route of the Engine API: a method, a path, and what a call to it means.
public final class Endpoint: Sendable {
    public let methods: MethodSet
    public let path: PathTemplate
    /// The operation's stable name, `container.create`; see ``Catalogue`` for how names are made.
    public let action: String
    /// Where the call names its object.
    public let target: EndpointTarget
    public let body: BodyClass
    /// What an engine reads from a body that is ``BodyClass/forbidden`` today; so that it can be looked into where an
    /// administrator only monitors such bodies.
    public let legacyBody: BodyType?
    /// What the call carries that can't be looked into.
    public let tunnel: OpaqueTunnel?
    /// The first version of the Engine API reference, from 1.24 on, that has the endpoint; nothing when none has it.
    public let since: APIVersion?
    /// The last version that has it; nothing for one that is still there, or was never in a reference.
    public let until: APIVersion?

    /// - Parameters:
    ///   - target: Where there is a placeholder, the first of them, else none.
    ///   - tunnel: Of a binary body a tar archive, else none.
    ///   - since: The minor number of the version.
    ///   - until: The minor number of the version.
    init(
        _ methods: MethodSet,
        _ path: String,
        _ action: String,
        _ body: BodyClass = .forbidden,
        target: EndpointTarget? = nil,
        legacyBody: BodyType? = nil,
        tunnel: OpaqueTunnel? = nil,
        since: Int? = 24,
        until: Int? = nil
    ) {
        self.methods = methods
        self.path = PathTemplate(path)
        self.action = action
        self.body = body
        self.target = target ?? (self.path.placeholders.isEmpty ? .none : .placeholder(0))
        self.legacyBody = legacyBody
        if case .binary = body { self.tunnel = tunnel ?? .tar } else { self.tunnel = tunnel }
        self.since = since.map { APIVersion(1, $0) }
        self.until = until.map { APIVersion(1, $0) }
    }
}
