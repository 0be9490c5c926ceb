@testable import DockerAPI

enum SchemaSupport {
    /// Every schema that a body of the API can lead to, each once, and how deep it lies at most.
    static func all() -> [(schema: BodySchema, depth: Int)] {
        var found: [(schema: BodySchema, depth: Int)] = []
        func visit(_ type: BodyType, _ depth: Int) {
            guard let schema = type.schema, depth < 32 else { return }
            if let index = found.firstIndex(where: { $0.schema === schema }) {
                guard found[index].depth < depth else { return }
                found[index].depth = depth
            } else {
                found.append((schema, depth))
            }
            for field in schema.fields { visit(field.type, depth + 1) }
        }
        for endpoint in Catalogue.endpoints {
            if let type = endpoint.body.type { visit(type, 0) }
            if let type = endpoint.legacyBody { visit(type, 0) }
        }
        return found
    }

    static func field(_ schema: BodySchema, _ name: String) -> BodyField? {
        let folded = FoldedName.fold(name)
        return schema.field(forFoldedName: folded.span)
    }

    /// The members of a body down to the last, written as in `endpoints-bodies.txt`.
    static func members(_ type: BodyType, _ path: String = "") -> [String: String] {
        switch type {
        case .bool: [path: "bool"]
        case .integer(let width): [path: "\(width)"]
        case .float: [path: "float"]
        case .string: [path: "string"]
        case .base64: [path: "base64"]
        case .duration: [path: "duration"]
        case .stringOrList: [path: "string-or-list"]
        case .emptyObject: [path: "empty"]
        case .list(let element): members(element, path + "[]")
        case .map(let element): members(element, path + "{}")
        case .object(let schema):
            schema.fields.reduce(into: [:]) { all, field in
                let place = path.isEmpty ? field.name : "\(path).\(field.name)"
                all.merge(members(field.type, place)) { first, _ in first }
            }
        }
    }

    /// A spelling of a name that Go's decoder takes for it.
    static func spelling(of name: String, using random: inout CatalogueRandom) -> String {
        var spelling = ""
        for character in name {
            switch Int.random(in: 0..<6, using: &random) {
            case 0, 1: spelling += character.uppercased()
            case 2, 3: spelling += character.lowercased()
            case 4 where character == "s" || character == "S": spelling += "\u{17F}"
            case 4 where character == "k" || character == "K": spelling += "\u{212A}"
            default: spelling.append(character)
            }
        }
        return spelling
    }
}
