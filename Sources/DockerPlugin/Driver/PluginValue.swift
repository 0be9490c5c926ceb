/// A JSON value in a call of the plugin protocol: what Docker passes on without a fixed form (`map[string]interface{}`).
public indirect enum PluginValue: Sendable, Equatable {
    case null
    case bool(Bool)
    /// The number as it was written, so that none loses a digit; see ``integer``.
    case number(String)
    case string(String)
    case array([PluginValue])
    case object([String: PluginValue])
}

extension PluginValue {
    /// The text of a string.
    public var text: String? {
        guard case .string(let text) = self else { return nil }
        return text
    }

    public var bool: Bool? {
        guard case .bool(let value) = self else { return nil }
        return value
    }

    /// A whole number that fits, written without fraction or exponent.
    public var integer: Int? {
        guard case .number(let text) = self else { return nil }
        return Int(text)
    }

    public var array: [PluginValue]? {
        guard case .array(let values) = self else { return nil }
        return values
    }

    public var object: [String: PluginValue]? {
        guard case .object(let members) = self else { return nil }
        return members
    }

    /// A member of an object; nothing when there is none or this is no object.
    public subscript(name: String) -> PluginValue? { object?[name] }
}

extension PluginValue: ExpressibleByStringLiteral {
    public init(stringLiteral value: String) { self = .string(value) }
}

extension PluginValue: ExpressibleByBooleanLiteral {
    public init(booleanLiteral value: Bool) { self = .bool(value) }
}

extension PluginValue: ExpressibleByIntegerLiteral {
    public init(integerLiteral value: Int) { self = .number(String(value)) }
}

extension PluginValue: ExpressibleByArrayLiteral {
    public init(arrayLiteral elements: PluginValue...) { self = .array(elements) }
}

extension PluginValue: ExpressibleByDictionaryLiteral {
    /// Of a name that stands twice the last value counts.
    public init(dictionaryLiteral elements: (String, PluginValue)...) {
        self = .object(Dictionary(elements) { $1 })
    }
}
