import Audit
import DockerAPI
import PCRE2
import Policy

/// Reads `audit.redact` of `dockreeve.yaml`: what is hidden in records beside what is secret by nature.
enum RedactionReader {
    private enum Key: String, CaseIterable {
        case places, patterns
    }

    private static let placeHelp =
        "write it as a rule would: `body.HostConfig.Annotations`, `query.name`, `uses.sysctl`, `target`, "
        + "`response.body.Config.Image`"

    static func read(_ node: YAMLNode, by reader: inout ConfigurationReader) {
        reader.forEach(Key.self, in: node) { reader, key, value in
            guard let items = value.items else { return reader.wrongType(value, "a list") }
            for item in items {
                switch key {
                case .places: readPlace(item, by: &reader)
                case .patterns: readPattern(item, by: &reader)
                }
            }
        }
    }

    private static func readPlace(_ node: YAMLNode, by reader: inout ConfigurationReader) {
        guard let text = node.text, !text.isEmpty else { return reader.wrongType(node, "a place of a call") }
        do throws(CallAttributeError) {
            let place = try CallAttribute(parsing: text)
            var isTaken = false
            reader.change { isTaken = $0.audit.redaction.add(place) }
            guard !isTaken else { return }
            reader.report(
                .unknownValue,
                node.mark,
                "`\(SafeText.inline(text))` is nothing that a record can do without",
                help: placeHelp
            )
        } catch {
            let why =
                if case .badPath(let problem) = error { "no path into a body: \(problem)" } else {
                    "no place of a call"
                }
            reader.report(.unknownAttribute, node.mark, "`\(SafeText.inline(text))` is \(why)", help: placeHelp)
        }
    }

    private static func readPattern(_ node: YAMLNode, by reader: inout ConfigurationReader) {
        guard let text = node.text, !text.isEmpty else { return reader.wrongType(node, "a PCRE2 pattern") }
        do throws(PatternError) {
            var redaction = reader.configuration.audit.redaction
            try redaction.add(pattern: text)
            reader.change { $0.audit.redaction = redaction }
        } catch {
            reader.report(.badPattern, node.mark(ofByte: error.offset), error.message)
        }
    }
}
