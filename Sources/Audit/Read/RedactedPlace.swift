import DockerAPI
import Policy

/// What nobody knows of a call because its record tells only a replacement.
enum RedactedPlace {
    private static let everything: AttributeKinds = [
        .user, .authentication, .method, .path, .uri, .version, .query, .header, .action, .target, .body, .status,
        .responseHeader, .responseBody,
    ]

    /// - Parameter name: One of a record's `redacted`.
    static func hide(_ name: String, in unknowns: inout CallUnknowns) {
        // No rule can ask for it.
        if name == "findings" { return }
        guard let attribute = try? CallAttribute(parsing: name) else {
            // Of a newer version; it may be anything.
            unknowns.attributes.formUnion(everything)
            unknowns.facts = .all
            return
        }
        switch attribute {
        case .query(let name):
            unknowns.parameters.insert(name)
            unknowns.attributes.insert(.uri)
        case .uri: unknowns.attributes.formUnion([.uri, .query, .version])
        // The path leads to the action and the target, and the action to what a call can have.
        case .path:
            unknowns.attributes.formUnion([.path, .uri, .action, .target])
            unknowns.facts = FactSet.all.subtracting(AuditEntry.facts)
        case .target: unknowns.attributes.insert(.target)
        case .fact(let fact): unknowns.hiddenFacts.insert(FactSet(fact))
        case .header: unknowns.attributes.insert(.header)
        case .body, .bodyPath: unknowns.attributes.insert(.body)
        case .responseHeader: unknowns.attributes.insert(.responseHeader)
        case .responseBody, .responseBodyPath: unknowns.attributes.insert(.responseBody)
        case .user, .authentication, .method, .version, .action, .status, .certificate:
            unknowns.attributes.formUnion(everything)
        }
    }
}
