extension Endpoint {
    /// The facts that a call to this endpoint can yield: never too few, for some actions more than there are.
    public var possibleFacts: FactSet {
        var facts = FactSet()
        var seen: Set<ObjectIdentifier> = []
        for type in [body.type, legacyBody] {
            if let type { Self.add(type, to: &facts, &seen) }
        }
        if tunnel != nil { facts.insert(FactSet(.opaque)) }
        if Self.speaksByItself(action) { return .all }
        if action == "container.create" { facts.insert(FactSet(.network)) }
        return facts
    }

    /// Whether the path, the query or the action say something themselves.
    private static func speaksByItself(_ action: String) -> Bool {
        switch action {
        case "container.start", "container.commit", "volume.create", "volume.update", "network.connect", "build.start",
            "image.create", "image.load", "image.push", "image.tag":
            return true
        default:
            let family = action.prefix { $0 != "." }
            return ["checkpoint", "plugin", "swarm", "node", "secret", "config", "service"].contains(family)
        }
    }

    /// Recursive, over Go types, each once.
    private static func add(_ type: BodyType, to facts: inout FactSet, _ seen: inout Set<ObjectIdentifier>) {
        switch type {
        case .list(let element), .map(let element):
            add(element, to: &facts, &seen)
        case .object(let schema):
            guard seen.insert(ObjectIdentifier(schema)).inserted else { return }
            for field in schema.fields {
                facts.formUnion(FactSource.source(schema.name, field.name).yield)
                add(field.type, to: &facts, &seen)
            }
        case .bool, .integer, .float, .string, .base64, .duration, .stringOrList, .emptyObject:
            break
        }
    }
}
