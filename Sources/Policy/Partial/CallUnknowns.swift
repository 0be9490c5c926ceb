import DockerAPI

/// What nobody knows of a call; everything else about it is taken as it stands in the call.
public struct CallUnknowns: Sendable, Equatable {
    /// Attributes that may have any value.
    public var attributes: AttributeKinds
    /// Parameters of the query that may have any values, or none.
    public var parameters: Set<String>
    /// Facts that may have any values, or none.
    public var facts: FactSet
    /// Facts that have a value, and nobody knows which.
    public var hiddenFacts: FactSet
    /// Certificate fields that may have any values, or none.
    public var certificate: Set<CertificateField>
    /// The route that an unknown path leads to, where that much is known.
    public var route: Route?
    /// The caller's groups where they are told, whatever the caller's name and certificate say.
    public var statedGroups: Set<String>?

    /// A route of the catalogue, by identity.
    public struct Route: Sendable, Equatable {
        public let endpoint: Endpoint

        public init(_ endpoint: Endpoint) { self.endpoint = endpoint }

        public static func == (one: Route, other: Route) -> Bool { one.endpoint === other.endpoint }
    }

    public init(
        attributes: AttributeKinds = [],
        parameters: Set<String> = [],
        facts: FactSet = [],
        hiddenFacts: FactSet = [],
        certificate: Set<CertificateField> = [],
        route: Route? = nil,
        statedGroups: Set<String>? = nil
    ) {
        self.attributes = attributes
        self.parameters = parameters
        self.facts = facts
        self.hiddenFacts = hiddenFacts
        self.certificate = certificate
        self.route = route
        self.statedGroups = statedGroups
    }

    /// Everything is known.
    public static let nothing = CallUnknowns()

    /// Whether the values of an attribute are known.
    func knows(_ attribute: CallAttribute) -> Bool {
        switch attribute {
        case .fact(let fact): !facts.contains(fact) && !hiddenFacts.contains(fact)
        case .query(let name) where parameters.contains(name): false
        case .certificate(let field): certificate.isEmpty || !certificate.contains(field)
        default: attributes.isDisjoint(with: AttributeKinds(attribute))
        }
    }

    /// Attributes that rules are found by.
    static let keys: AttributeKinds = [.path, .action, .user, .authentication, .method]
}
