/// A piece of a rule file in one line, for explanations.
enum InlineYAML {
    private static let limit = 160

    static func text(of key: YAMLNode, _ value: YAMLNode) -> String {
        SafeText.inline("\(raw(key, depth: 0)): \(raw(value, depth: 0))", maximum: limit)
    }

    static func text(of node: YAMLNode) -> String {
        SafeText.inline(raw(node, depth: 0), maximum: limit)
    }

    private static func raw(_ node: YAMLNode, depth: Int) -> String {
        switch node.content {
        case .scalar(let text, let style):
            let short = String(text.prefix(limit + 1))
            return style == .plain
                ? short
                : "'" + short.split(separator: "'", omittingEmptySubsequences: false).joined(separator: "''") + "'"
        case .sequence(let items):
            guard depth < 4 else { return "[…]" }
            // A long list is cut before it is built.
            return "[" + items.prefix(20).map { raw($0, depth: depth + 1) }.joined(separator: ", ") + "]"
        case .mapping(let pairs):
            guard depth < 4, !pairs.isEmpty else { return pairs.isEmpty ? "{}" : "{…}" }
            let entries = pairs.prefix(20).map {
                "\(raw($0.key, depth: depth + 1)): \(raw($0.value, depth: depth + 1))"
            }
            return "{ " + entries.joined(separator: ", ") + " }"
        }
    }
}
