/// The path of a route, such as `/containers/{id}/json`, without the version in front.
///
/// dockerd routes with gorilla/mux on the decoded path. A placeholder is one of three there, and so it is here:
///
/// | text | in dockerd | takes |
/// | --- | --- | --- |
/// | `{id}` | `{id}`, that is `[^/]+` | one segment, not empty |
/// | `{id*}` | `{id:.*}` | anything without a line feed, slashes too, also nothing |
/// | `{id+}` | `{id:.+}` | the same, but not nothing |
///
/// A template has at most two placeholders, and one that swallows slashes is the only one; so how much it takes is
/// never in question.
public struct PathTemplate: Sendable {
    /// How much of a path a placeholder takes.
    public enum Reach: Sendable {
        case segment
        case anything
        case something
    }

    /// One placeholder of a template.
    public struct Placeholder: Sendable {
        public let name: String
        public let reach: Reach

        /// Whether the placeholder also takes slashes.
        public var swallowsSlashes: Bool { reach != .segment }
    }

    /// The template as written in the catalogue, `/containers/{id*}/json`.
    public let text: String
    public let placeholders: [Placeholder]
    /// The texts around the placeholders: one more than there are placeholders, some may be empty.
    let literals: [[UInt8]]
    /// The last byte of every path that the template takes, where there is one: most routes differ in it.
    let ending: UInt8?

    init(_ text: String) {
        self.text = text
        var placeholders: [Placeholder] = []
        var literals: [[UInt8]] = []
        var literal: [UInt8] = []
        var name: [UInt8]?
        for byte in text.utf8 {
            if var inside = name {
                guard byte == UInt8(ascii: "}") else {
                    inside.append(byte)
                    name = inside
                    continue
                }
                let reach: Reach
                switch inside.last {
                case UInt8(ascii: "*"): reach = .anything
                case UInt8(ascii: "+"): reach = .something
                default: reach = .segment
                }
                if reach != .segment { inside.removeLast() }
                placeholders.append(Placeholder(name: String(decoding: inside, as: UTF8.self), reach: reach))
                name = nil
            } else if byte == UInt8(ascii: "{") {
                literals.append(literal)
                literal = []
                name = []
            } else {
                literal.append(byte)
            }
        }
        literals.append(literal)
        self.placeholders = placeholders
        self.literals = literals
        self.ending = literals.last?.last
    }

    /// The template as the Engine API reference writes it, `/containers/{id}/json`.
    public var reference: String {
        text.filter { $0 != "*" && $0 != "+" }
    }
}
