import Policy

/// Reads `audit:` of `dockreeve.yaml`, a path or a mapping.
enum AuditSettingsReader {
    private enum Key: String, CaseIterable {
        case file, checkpoints, sinks
    }

    private enum CheckpointKey: String, CaseIterable {
        case records, interval, export
    }

    static func read(_ node: YAMLNode, by reader: inout ConfigurationReader) {
        if node.text != nil { return reader.readPath(node) { $0.audit.file = $1 } }
        guard node.pairs != nil else { return reader.wrongType(node, "a path or a mapping") }
        reader.forEach(Key.self, in: node) { reader, key, value in
            switch key {
            case .file: reader.readPath(value) { $0.audit.file = $1 }
            case .checkpoints: readCheckpoints(value, &reader)
            case .sinks:
                let sinks = SinkSettingsReader.read(value, isExport: false, by: &reader)
                reader.configuration.audit.sinks = sinks
            }
        }
    }

    private static func readCheckpoints(_ node: YAMLNode, _ reader: inout ConfigurationReader) {
        reader.forEach(CheckpointKey.self, in: node) { reader, key, value in
            switch key {
            case .records: reader.readNumber(value, in: 1...1_000_000) { $0.audit.checkpoints.records = $1 }
            case .interval: reader.readNumber(value, in: 1...3600) { $0.audit.checkpoints.interval = $1 }
            case .export:
                let sinks = SinkSettingsReader.read(value, isExport: true, by: &reader)
                reader.configuration.audit.checkpoints.export = sinks
            }
        }
    }
}
