import Policy

/// Reads a list of sinks, `sinks:` of the audit log or `export:` of its checkpoints.
enum SinkSettingsReader {
    /// - Parameter isExport: Of checkpoints: a file may be among them, and no decision waits for any.
    static func read(_ node: YAMLNode, isExport: Bool, by reader: inout ConfigurationReader) -> [SinkSettings] {
        guard let items = node.items else {
            reader.wrongType(node, "a list of sinks")
            return []
        }
        var sinks: [SinkSettings] = []
        for item in items {
            guard let sink = readOne(item, isExport, &reader) else { continue }
            if sinks.contains(where: { $0.name == sink.name }) {
                reader.report(
                    .duplicateID,
                    item.mark,
                    "there is another sink `\(SafeText.inline(sink.name))`",
                    help: "give one of them a `name`"
                )
            }
            sinks.append(sink)
        }
        return sinks
    }

    private static func readOne(
        _ node: YAMLNode,
        _ isExport: Bool,
        _ reader: inout ConfigurationReader
    ) -> SinkSettings? {
        let kinds = SinkKind.allCases.filter { isExport ? $0 != .stdout : $0 != .file }
        guard node.pairs != nil else {
            reader.wrongType(node, "a mapping with `type`")
            return nil
        }
        guard let type = node["type"] else {
            let known = kinds.map { "`\($0.rawValue)`" }.joined(separator: ", ")
            reader.report(.missingKey, node.mark, "the sink has no `type`", help: "one of \(known)")
            return nil
        }
        guard let kind = type.text.flatMap(SinkKind.init(rawValue:)), kinds.contains(kind) else {
            reader.unknown(.unknownValue, type, "type of sink", among: kinds.map(\.rawValue))
            return nil
        }
        var draft = SinkDraft(kind.rawValue)
        let common: [SinkKey] = isExport ? [.type, .name, .queue] : [.type, .name, .required, .queue, .timeout]
        reader.forEach(SinkKey.self, in: node) { reader, key, value in
            guard common.contains(key) || kind.keys.contains(key) else {
                let known = (common + kind.keys).map(\.rawValue).joined(separator: ", ")
                return reader.report(
                    .unknownKey,
                    value.mark,
                    "`\(key.rawValue)` is nothing that a sink of the type `\(kind.rawValue)` has here",
                    help: "known: \(known)"
                )
            }
            draft.take(key, value, &reader)
        }
        return draft.settings(kind, node, &reader)
    }
}
