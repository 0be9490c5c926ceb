import Audit
import Policy

/// Reads `audit:` of `dockreeve.yaml`, a path or a mapping.
enum AuditSettingsReader {
    private enum Key: String, CaseIterable {
        case file, level, redact, checkpoints, sinks, durability, rotate
        case onFailure = "on_failure"
    }

    private enum CheckpointKey: String, CaseIterable {
        case records, interval, export
    }

    private enum RotationKey: String, CaseIterable {
        case size, age, keep, compress
        case keepFor = "keep_for"
    }

    static func read(_ node: YAMLNode, by reader: inout ConfigurationReader) {
        if node.text != nil { return reader.set(\.audit.file, reader.path(node)) }
        guard node.pairs != nil else { return reader.wrongType(node, "a path or a mapping") }
        reader.forEach(Key.self, in: node) { reader, key, value in
            switch key {
            case .file: reader.set(\.audit.file, reader.path(value))
            case .level: reader.readWord(value, "level", AuditLevel.self) { $0.audit.level = $1 }
            case .redact: RedactionReader.read(value, by: &reader)
            case .durability: reader.readWord(value, "durability", Durability.self) { $0.audit.durability = $1 }
            case .onFailure: reader.readWord(value, "way to fail", FailureMode.self) { $0.audit.onFailure = $1 }
            case .rotate: readRotation(value, by: &reader)
            case .checkpoints: readCheckpoints(value, &reader)
            case .sinks:
                let sinks = SinkSettingsReader.read(value, isExport: false, by: &reader)
                reader.configuration.audit.sinks = sinks
            }
        }
        checkRequired(node, &reader)
    }

    /// A record that waits to be written can't be waited for in a sink.
    private static func checkRequired(_ node: YAMLNode, _ reader: inout ConfigurationReader) {
        let audit = reader.configuration.audit
        guard audit.durability == .async, audit.sinks.contains(where: \.isRequired), let place = node["durability"]
        else {
            return
        }
        reader.report(
            .unknownValue,
            place.mark,
            "`durability: async` answers calls before their records are written, and a sink is `required`",
            help: "write `durability: write`, or leave `required` out"
        )
    }

    private static func readCheckpoints(_ node: YAMLNode, _ reader: inout ConfigurationReader) {
        reader.forEach(CheckpointKey.self, in: node) { reader, key, value in
            switch key {
            case .records: reader.set(\.audit.checkpoints.records, reader.count(value, in: 1...1_000_000))
            case .interval: reader.set(\.audit.checkpoints.interval, reader.seconds(value, in: 1...3600))
            case .export:
                let sinks = SinkSettingsReader.read(value, isExport: true, by: &reader)
                reader.configuration.audit.checkpoints.export = sinks
            }
        }
    }

    private static func readRotation(_ node: YAMLNode, by reader: inout ConfigurationReader) {
        reader.forEach(RotationKey.self, in: node) { reader, key, value in
            switch key {
            case .size: reader.set(\.audit.rotation.size, reader.size(value, in: 4 << 10...1 << 40).map(Int64.init))
            case .age: reader.set(\.audit.rotation.age, reader.seconds(value, in: 1...3650 * 86400).map(Int64.init))
            case .keep: reader.set(\.audit.rotation.keep, reader.count(value, in: 1...1_000_000))
            case .keepFor:
                reader.set(\.audit.rotation.keepFor, reader.seconds(value, in: 1...36500 * 86400).map(Int64.init))
            case .compress: reader.set(\.audit.rotation.compresses, reader.flag(value))
            }
        }
        guard let pairs = node.pairs, !pairs.contains(where: { $0.key.text == "size" || $0.key.text == "age" }) else {
            return
        }
        reader.report(
            .missingKey,
            node.mark,
            "`rotate` says neither at which `size` nor at which `age` a file is set aside",
            help: "write `rotate: { size: 100MiB }` for instance, or leave `rotate` out"
        )
    }
}
