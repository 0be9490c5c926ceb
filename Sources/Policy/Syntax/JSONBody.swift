import StrictJSON

/// Writes the `body` of a test as JSON.
enum JSONBody {
    /// A mapping or a list becomes JSON, with unquoted `true`, `false`, `null` and numbers as such; text is taken as it
    /// stands, so that a body can also be written exactly.
    static func text(of node: YAMLNode) -> [UInt8] {
        if let text = node.text { return Array(text.utf8) }
        var writer = JSONWriter()
        write(node, to: &writer)
        return writer.bytes
    }

    /// Recursive, to the depth that the YAML reader allows.
    private static func write(_ node: YAMLNode, to writer: inout JSONWriter) {
        switch node.content {
        case .scalar(let text, let style):
            write(text, isPlain: style == .plain, to: &writer)
        case .sequence(let items):
            writer.beginArray()
            for item in items { write(item, to: &writer) }
            writer.endArray()
        case .mapping(let pairs):
            writer.beginObject()
            for pair in pairs {
                writer.name(pair.key.text ?? "")
                write(pair.value, to: &writer)
            }
            writer.endObject()
        }
    }

    private static func write(_ text: String, isPlain: Bool, to writer: inout JSONWriter) {
        guard isPlain, isOtherThanText(text) else { return writer.string(text) }
        switch text {
        case "true": writer.bool(true)
        case "false": writer.bool(false)
        case "null", "~", "": writer.null()
        default: writer.raw(Array(text.utf8).span)
        }
    }

    /// Whether JSON has a value other than text for it when it stands without quotes.
    static func isOtherThanText(_ text: String) -> Bool {
        ["true", "false", "null", "~", ""].contains(text) || DecimalText(Array(text.utf8).span) != nil
    }
}
