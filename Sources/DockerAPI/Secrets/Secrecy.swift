/// What of a value in a body may be written down.
enum Secrecy: UInt8, Sendable {
    /// Nothing, but whether it is empty, null or a boolean.
    case whole
    /// Nothing; it is base64, and what is compared is what it stands for.
    case encoded
    /// A list of `NAME=value`: the names.
    case assignments
    /// One of those.
    case assignment
    /// An object whose names are the client's own: the names.
    case values
    /// The same, but for those values whose names don't say that they are secret: labels and options.
    case named
    /// An object whose `Config`, `Options` or `DriverOpts` are ``values``; everything else in it is ``open``. Of answers.
    case driver
    /// All of it, but for credentials in its texts.
    case open

    /// What of a member may be written down: nothing, where ``table`` doesn't say more. So a field that somebody forgets
    /// there is hidden, not shown.
    static func of(_ schema: String, _ field: BodyField) -> Secrecy {
        guard field.type.holdsText else { return .open }
        guard schema == "container.CreateRequest" else { return table["\(schema).\(field.name)"] ?? .whole }
        // `Config` and `HostConfig` are embedded.
        let known = table["container.Config.\(field.name)"] ?? table["container.HostConfig.\(field.name)"]
        return known ?? table["container.CreateRequest.\(field.name)"] ?? .whole
    }
}

extension BodyType {
    /// Whether a value of the type is text, or a list or map of texts. What objects hold, their own fields say.
    var holdsText: Bool {
        switch self {
        case .string, .base64, .stringOrList: true
        case .list(let element), .map(let element): element.holdsText
        case .bool, .integer, .float, .duration, .object, .emptyObject: false
        }
    }
}

extension Endpoint {
    /// What of the body as a whole may be written down.
    var bodySecrecy: Secrecy {
        // The settings of a plugin: a list of `NAME=value`, and no object around it.
        action == "plugin.set" ? .assignments : .open
    }
}
