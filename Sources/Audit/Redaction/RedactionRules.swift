import DockerAPI
import PCRE2

/// What an administrator wants hidden beside what is secret by nature.
public struct RedactionRules: Sendable {
    /// Places that are hidden as a whole, named as rules name them: `body.HostConfig.Annotations`, `query.name`,
    /// `header.X-Team`, `uses.sysctl`, `target`, `response.body.Config.Image`.
    public private(set) var places: [CallAttribute] = []
    /// What they match is hidden, wherever it stands in a text.
    public private(set) var patterns: [Pattern] = []

    private(set) var bodyPaths: [BodyPath] = []
    private(set) var answerPaths: [BodyPath] = []
    private(set) var parameters: [[UInt8]] = []
    private(set) var facts: FactSet = []
    private(set) var hidesTarget = false

    /// Nothing beside what is secret by nature.
    public init() {}

    public var isEmpty: Bool { places.isEmpty && patterns.isEmpty }

    /// Adds a place.
    ///
    /// - Returns: Whether it is one that a record could hold and do without.
    public mutating func add(_ place: CallAttribute) -> Bool {
        switch place {
        case .bodyPath(let path): bodyPaths.append(path)
        case .responseBodyPath(let path): answerPaths.append(path)
        case .query(let name): parameters.append(Array(name.utf8))
        case .fact(let fact): facts.insert(FactSet(fact))
        case .target: hidesTarget = true
        default: return false
        }
        places.append(place)
        return true
    }

    /// Adds a pattern.
    ///
    /// - Parameter source: PCRE2; it is searched for, and may match any part of a text.
    public mutating func add(pattern source: String) throws(PatternError) {
        patterns.append(try Pattern(source, anchoring: .search))
    }
}

extension RedactionRules: Equatable {
    public static func == (left: RedactionRules, right: RedactionRules) -> Bool {
        left.places == right.places && left.patterns.map(\.source) == right.patterns.map(\.source)
    }
}
