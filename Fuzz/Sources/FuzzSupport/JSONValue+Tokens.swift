import StrictJSON

extension JSONValue {
    /// The value that scanned tokens stand for, read through ``JSONToken/next`` alone.
    ///
    /// Ends the process where the tokens don't fit together.
    public init(_ bytes: Span<UInt8>, _ tokens: [JSONToken], at index: Int = 0) {
        let token = tokens[index]
        require(token.start <= token.end && Int(token.end) <= bytes.count, "a token is outside of the text")
        require(Int(token.next) > index && Int(token.next) <= tokens.count, "a token ends before it begins")
        var inner = index + 1
        switch token.kind {
        case .null: self = .null
        case .true: self = .bool(true)
        case .false: self = .bool(false)
        case .number: self = .number(Self.text(bytes.extracting(token.range).array))
        case .string: self = .string(Self.decode(bytes, token))
        case .array:
            var values: [JSONValue] = []
            while inner < Int(token.next) {
                Self.requireInside(tokens[inner], token)
                values.append(JSONValue(bytes, tokens, at: inner))
                inner = Int(tokens[inner].next)
            }
            self = .array(values)
        case .object:
            var members: [Member] = []
            while inner < Int(token.next) {
                require(inner + 1 < Int(token.next), "a name has no value")
                let (name, value) = (tokens[inner], tokens[inner + 1])
                Self.requireInside(name, token)
                Self.requireInside(value, token)
                require(name.kind == .string && Int(name.next) == inner + 1, "a name is no string")
                require(name.end < value.start, "a value stands before its name")
                members.append(
                    Member(name: Self.decode(bytes, name), value: JSONValue(bytes, tokens, at: inner + 1))
                )
                inner = Int(value.next)
            }
            self = .object(members)
        }
        require(inner == Int(token.next), "the tokens of a value run over its end")
    }

    private static func requireInside(_ inner: JSONToken, _ outer: JSONToken) {
        require(inner.start > outer.start && inner.end < outer.end, "a value is not inside of the one that holds it")
    }

    private static func decode(_ bytes: Span<UInt8>, _ token: JSONToken) -> String {
        var output: [UInt8] = []
        JSONString.decode(bytes, token.range, into: &output)
        require(output.count <= token.range.count, "decoding made a string longer")
        if !token.hasEscape {
            require(output == bytes.extracting(token.range).array, "a string without escapes was changed")
        }
        return text(output)
    }

    private static func text(_ bytes: [UInt8]) -> String {
        guard let text = String(validating: bytes, as: UTF8.self) else { fail("a decoded text is not UTF-8") }
        return text
    }

    /// Writes the value as the project's writer does.
    public func write(to writer: inout JSONWriter) {
        switch self {
        case .null: writer.null()
        case .bool(let value): writer.bool(value)
        case .number(let text): writer.raw(Array(text.utf8).span)
        case .string(let text): writer.string(text)
        case .array(let values):
            writer.beginArray()
            for value in values { value.write(to: &writer) }
            writer.endArray()
        case .object(let members):
            writer.beginObject()
            for member in members {
                writer.name(member.name)
                member.value.write(to: &writer)
            }
            writer.endObject()
        }
    }
}
