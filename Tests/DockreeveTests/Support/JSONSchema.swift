import Foundation
import TestSupport

/// As much of JSON Schema (draft 2020-12) as the schema of records uses; any other keyword is a mistake.
struct JSONSchema {
    private let root: [String: Any]
    private let definitions: [String: Any]

    init(_ text: String) throws {
        root = try JSONSchema.object(text)
        guard let definitions = root["$defs"] as? [String: Any] else { throw TestFault("a schema without `$defs`") }
        self.definitions = definitions
    }

    static func object(_ text: some StringProtocol) throws -> [String: Any] {
        let value = try JSONSerialization.jsonObject(with: Data(text.utf8))
        guard let object = value as? [String: Any] else { throw TestFault("not an object: \(text.prefix(200))") }
        return object
    }

    /// The kinds of the top level's `oneOf`.
    var kinds: [String] {
        (root["oneOf"] as? [[String: Any]] ?? []).compactMap { ($0["$ref"] as? String)?.split(separator: "/").last }
            .map(String.init)
    }

    /// The properties of a definition.
    func properties(of name: String) -> Set<String> {
        let definition = definitions[name] as? [String: Any]
        return Set((definition?["properties"] as? [String: Any] ?? [:]).keys)
    }

    /// The kinds that a value is of.
    func kinds(of value: Any) throws -> [String] {
        try kinds.filter { try problem(value, ["$ref": "#/$defs/\($0)"], "") == nil }
    }

    /// The first thing that is wrong with a value; nothing when it is valid.
    func problem(_ value: Any, _ schema: [String: Any], _ place: String) throws -> String? {
        for (keyword, wanted) in schema {
            if let problem = try problem(value, keyword, wanted, schema, place) { return problem }
        }
        return nil
    }

    private func problem(
        _ value: Any,
        _ keyword: String,
        _ wanted: Any,
        _ schema: [String: Any],
        _ place: String
    ) throws -> String? {
        let object = value as? [String: Any]
        switch (keyword, wanted) {
        case ("description", _): return nil
        case ("$ref", let name as String):
            guard name.hasPrefix("#/$defs/"), let target = definitions[String(name.dropFirst(8))] as? [String: Any]
            else {
                throw TestFault("nothing is called \(name)")
            }
            return try problem(value, target, place)
        case ("type", let type as String): return Self.types(of: value).contains(type) ? nil : "\(place) is no \(type)"
        case ("type", let types as [String]):
            return Self.types(of: value).isDisjoint(with: types) ? "\(place) is none of \(types)" : nil
        case ("const", let text as String): return value as? String == text ? nil : "\(place) is not `\(text)`"
        case ("enum", let texts as [String]):
            return texts.contains(value as? String ?? "\u{0}") ? nil : "\(place) is none of \(texts)"
        case ("pattern", let pattern as String):
            guard let text = value as? String else { return nil }
            return text.range(of: pattern, options: .regularExpression) != nil
                ? nil : "\(place) doesn't match \(pattern)"
        case ("minimum", let least as Int):
            return (value as? Int ?? least) >= least ? nil : "\(place) is below \(least)"
        case ("maximum", let most as Int): return (value as? Int ?? most) <= most ? nil : "\(place) is above \(most)"
        case ("required", let names as [String]):
            return names.first { object?[$0] == nil }.map { "\(place) has no `\($0)`" }
        case ("properties", let properties as [String: [String: Any]]):
            for (name, member) in object ?? [:] {
                guard let schema = properties[name] else { continue }
                if let problem = try problem(member, schema, "\(place)/\(name)") { return problem }
            }
            return nil
        case ("additionalProperties", let rest):
            let known = (schema["properties"] as? [String: Any] ?? [:]).keys
            for (name, member) in object ?? [:] where !known.contains(name) {
                guard let rest = rest as? [String: Any] else { return "\(place) has a `\(name)`" }
                if let problem = try problem(member, rest, "\(place)/\(name)") { return problem }
            }
            return nil
        case ("propertyNames", let names as [String: Any]):
            return try (object ?? [:]).keys.lazy.compactMap { try problem($0, names, "\(place)/\($0)") }.first
        case ("items", let items as [String: Any]):
            return try (value as? [Any] ?? []).lazy.compactMap { try problem($0, items, "\(place)/-") }.first
        default: throw TestFault("the keyword `\(keyword)` is not known here")
        }
    }

    private static func types(of value: Any) -> Set<String> {
        switch value {
        case is String: ["string"]
        case is [Any]: ["array"]
        case is [String: Any]: ["object"]
        case let number as NSNumber:
            number.doubleValue == number.doubleValue.rounded() ? ["integer", "number"] : ["number"]
        default: []
        }
    }
}
