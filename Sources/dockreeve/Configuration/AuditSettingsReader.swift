import Policy

/// Reads `audit:` of `dockreeve.yaml`, a path or a mapping.
enum AuditSettingsReader {
    private enum Key: String, CaseIterable {
        case file, level, redact
    }

    static func read(_ node: YAMLNode, by reader: inout ConfigurationReader) {
        if node.text != nil { return reader.readPath(node) { $0.audit.file = $1 } }
        guard node.pairs != nil else { return reader.wrongType(node, "a path or a mapping") }
        reader.forEach(Key.self, in: node) { reader, key, value in
            switch key {
            case .file: reader.readPath(value) { $0.audit.file = $1 }
            case .level: reader.readWord(value, "level", AuditLevel.self) { $0.audit.level = $1 }
            case .redact: RedactionReader.read(value, by: &reader)
            }
        }
    }
}
