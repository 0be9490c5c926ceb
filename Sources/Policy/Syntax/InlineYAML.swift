/// A piece of a rule file in one line, for explanations.
enum InlineYAML {
    private static let limit = 160

    static func text(of key: YAMLNode, _ value: YAMLNode) -> String {
        var text = ""
        write(key, depth: 0, to: &text)
        text += ": "
        write(value, depth: 0, to: &text)
        return SafeText.inline(text, maximum: limit)
    }

    static func text(of node: YAMLNode) -> String {
        var text = ""
        write(node, depth: 0, to: &text)
        return SafeText.inline(text, maximum: limit)
    }

    private static func write(_ node: YAMLNode, depth: Int, to text: inout String) {
        switch node.content {
        case .scalar(let scalar, let style): write(scalar, isPlain: style == .plain, to: &text)
        case .sequence(let items):
            guard depth < 4 else { return text += "[…]" }
            text += "["
            // A long list is cut before it is built.
            for (number, item) in items.prefix(20).enumerated() {
                if number > 0 { text += ", " }
                write(item, depth: depth + 1, to: &text)
            }
            text += "]"
        case .mapping(let pairs):
            guard depth < 4, !pairs.isEmpty else { return text += pairs.isEmpty ? "{}" : "{…}" }
            text += "{ "
            for (number, pair) in pairs.prefix(20).enumerated() {
                if number > 0 { text += ", " }
                write(pair.key, depth: depth + 1, to: &text)
                text += ": "
                write(pair.value, depth: depth + 1, to: &text)
            }
            text += " }"
        }
    }

    private static func write(_ scalar: String, isPlain: Bool, to text: inout String) {
        // Bytes are quick to count, and there are no fewer of them than characters.
        let short = scalar.utf8.count <= limit ? scalar : String(scalar.prefix(limit + 1))
        guard !isPlain else { return text += short }
        text += "'"
        if short.utf8.contains(UInt8(ascii: "'")) {
            for character in short.unicodeScalars {
                text.unicodeScalars.append(character)
                if character == "'" { text += "'" }
            }
        } else {
            text += short
        }
        text += "'"
    }
}
