extension BodyPath {
    /// Whether a body of the Engine API can have several values here: a list is on the way, or at its end.
    public var reachesSeveral: Bool {
        Catalogue.endpoints.contains { endpoint in
            guard let type = endpoint.body.type else { return false }
            return Self.reachesSeveral(type, steps[...])
        }
    }

    /// Recursive, to the number of steps and of lists in lists.
    private static func reachesSeveral(_ type: BodyType, _ steps: ArraySlice<Step>) -> Bool {
        switch type {
        case .list(let element):
            switch steps.first {
            case nil, .every?: return true
            case .index?: return reachesSeveral(element, steps.dropFirst())
            // A name goes into every element, as far as the elements have it.
            case .name?: return reaches(element, steps)
            }
        case .stringOrList: return steps.isEmpty || steps.first == .every
        case .map(let element):
            switch steps.first {
            case nil, .every?: return true
            case .index?: return false
            case .name?: return reachesSeveral(element, steps.dropFirst())
            }
        case .object(let schema):
            guard case .name(let name)? = steps.first, let field = schema.field(named: name) else { return false }
            return reachesSeveral(field.type, steps.dropFirst())
        case .bool, .integer, .float, .string, .base64, .duration, .emptyObject: return false
        }
    }

    private static func reaches(_ type: BodyType, _ steps: ArraySlice<Step>) -> Bool {
        switch type {
        case .object(let schema):
            guard case .name(let name)? = steps.first else { return false }
            return schema.field(named: name) != nil
        case .map: return true
        case .list(let element): return reaches(element, steps)
        default: return false
        }
    }
}

extension BodySchema {
    /// The field that a step of a path names.
    fileprivate func field(named name: BodyPath.Name) -> BodyField? {
        let folded = name.folded
        return field(forFoldedName: folded.span)
    }
}
