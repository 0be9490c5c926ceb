import DockerAPI

/// What a call can be as far as the catalogue knows: its action, its method, and what it can hold.
struct EndpointStates {
    struct State {
        /// An index into ``actions``.
        let action: Int
        /// Nothing where it may be any that isn't named.
        let method: [UInt8]?
        let facts: FactSet
        /// Whether a body is read, or may be where guards only monitor.
        let readsBody: Bool
    }

    /// Every action that a call can have.
    static let actions = Catalogue.actions + [APICall.unknownAction]
    private static let numbers = Dictionary(uniqueKeysWithValues: actions.enumerated().map { ($1, $0) })

    /// Every state of the catalogue, and those of calls that it doesn't know.
    static let all: [State] = {
        var states: [State] = []
        for endpoint in Catalogue.endpoints {
            for method in HTTPMethod.allCases where endpoint.methods.contains(method) {
                states.append(state(endpoint, method))
            }
        }
        return states + unknown
    }()

    private static let facts = Dictionary(
        uniqueKeysWithValues: Catalogue.endpoints.map { (ObjectIdentifier($0), $0.possibleFactsUnguarded) }
    )

    private static let unknown = [
        State(action: actions.count - 1, method: nil, facts: [], readsBody: true)
    ]

    /// The states of calls to one path.
    static func states(path: [UInt8]) -> [State] {
        HTTPMethod.allCases.map { method in
            guard let endpoint = Catalogue.match(method, path: path.span)?.endpoint else {
                return State(action: actions.count - 1, method: text(method), facts: [], readsBody: true)
            }
            return state(endpoint, method)
        }
    }

    private static func state(_ endpoint: Endpoint, _ method: HTTPMethod) -> State {
        var readsBody = true
        if case .binary = endpoint.body { readsBody = false }
        return State(
            action: numbers[endpoint.action] ?? actions.count - 1,
            method: text(method),
            facts: facts[ObjectIdentifier(endpoint)] ?? .all,
            readsBody: readsBody
        )
    }

    static func text(_ method: HTTPMethod) -> [UInt8]? {
        switch method {
        case .get: Array("GET".utf8)
        case .head: Array("HEAD".utf8)
        case .post: Array("POST".utf8)
        case .put: Array("PUT".utf8)
        case .delete: Array("DELETE".utf8)
        case .options: Array("OPTIONS".utf8)
        case .other: nil
        }
    }
}
