import StrictJSON

extension PluginValue {
    /// The value as JSON text, members of objects sorted by name: the same value is always the same text.
    public var json: [UInt8] {
        var writer = JSONWriter()
        write(to: &writer)
        return writer.bytes
    }

    func write(to writer: inout JSONWriter) {
        switch self {
        case .null: writer.null()
        case .bool(let value): writer.bool(value)
        case .number(let text): writer.raw(Self.numberText(text).utf8.span)
        case .string(let text): writer.string(text)
        case .array(let values):
            writer.beginArray()
            for value in values { value.write(to: &writer) }
            writer.endArray()
        case .object(let members):
            writer.beginObject()
            for (name, value) in members.sorted(by: { $0.key < $1.key }) {
                writer.name(name)
                value.write(to: &writer)
            }
            writer.endObject()
        }
    }

    /// What is no number by JSON's rules is written as `null`, so that the text around it stays JSON.
    private static func numberText(_ text: String) -> String {
        var tokens = JSONTokens()
        var text = text
        let isNumber = text.withUTF8 { buffer in
            tokens.scan(Span(_unsafeElements: buffer)) == nil && tokens.tokens.first?.kind == .number
        }
        return isNumber ? text : "null"
    }

    /// Reads one JSON text, strictly (RFC 8259): what follows after the value, a name that stands twice in one object, or
    /// values nested more than 32 deep are faults.
    public init(json: [UInt8]) throws(PluginValueFault) {
        try self.init(json: json.span)
    }

    init(json: Span<UInt8>) throws(PluginValueFault) {
        var tokens = JSONTokens()
        if let fault = tokens.scan(json, maximumDepth: Self.maximumDepth) {
            throw PluginValueFault(message: fault.reason.rawValue, offset: fault.offset)
        }
        self = try Self.read(0, tokens.tokens, json)
    }

    /// Nothing in the protocol comes near.
    static let maximumDepth = 32

    /// Recursive, no deeper than the scan went.
    private static func read(
        _ index: Int,
        _ tokens: [JSONToken],
        _ text: Span<UInt8>
    ) throws(PluginValueFault) -> PluginValue {
        let token = tokens[index]
        switch token.kind {
        case .null: return .null
        case .true: return .bool(true)
        case .false: return .bool(false)
        case .string: return .string(JSONString.text(text, token))
        case .number:
            return .number(
                text.extracting(token.range).withUnsafeBufferPointer { String(decoding: $0, as: UTF8.self) }
            )
        case .array:
            var values: [PluginValue] = []
            var next = index + 1
            while next < token.next {
                values.append(try read(next, tokens, text))
                next = Int(tokens[next].next)
            }
            return .array(values)
        case .object:
            var members: [String: PluginValue] = [:]
            var next = index + 1
            while next + 1 < token.next {
                let name = tokens[next]
                let value = try read(next + 1, tokens, text)
                guard members.updateValue(value, forKey: JSONString.text(text, name)) == nil else {
                    let message = "the name `\(JSONString.text(text, name))` stands twice in one object"
                    throw PluginValueFault(message: message, offset: Int(name.start))
                }
                next = Int(tokens[next + 1].next)
            }
            return .object(members)
        }
    }
}
