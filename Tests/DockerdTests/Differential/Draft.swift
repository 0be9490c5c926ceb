/// A JSON value before it is written: what the engine makes of a name depends on what the object is to it.
indirect enum Draft: Sendable {
    struct Member: Sendable {
        var name: String
        var value: Draft

        init(_ name: String, _ value: Draft) {
            self.name = name
            self.value = value
        }
    }

    /// A struct to the engine: names may be spelled in many ways.
    case object([Member])
    /// A map to the engine: names are compared exactly.
    case map([Member])
    case list([Draft])
    case string(String)
    /// Written as it is: a number, `true`, `null`, or something that isn't JSON at all.
    case literal(String)

    static let null = Draft.literal("null")

    static func bool(_ value: Bool) -> Draft { .literal(value ? "true" : "false") }
    static func number(_ value: Int) -> Draft { .literal(String(value)) }
    static func strings(_ values: [String]) -> Draft { .list(values.map { .string($0) }) }

    static func object(_ members: KeyValuePairs<String, Draft>) -> Draft {
        .object(members.map { Member($0.key, $0.value) })
    }

    static func stringMap(_ members: KeyValuePairs<String, String>) -> Draft {
        .map(members.map { Member($0.key, .string($0.value)) })
    }

    /// The members of an object; none of anything else.
    var members: [Member] {
        switch self {
        case .object(let members), .map(let members): members
        case .list, .string, .literal: []
        }
    }
}
