import Policy
import StrictJSON

/// Findings as the Static Analysis Results Interchange Format 2.1.0 (OASIS, 27 March 2020), which code hosts show.
extension CheckReport {
    var sarif: String {
        let kinds = DiagnosticKind.allCases
        var json = JSONWriter()
        json.beginObject()
        json.name("$schema")
        json.string("https://json.schemastore.org/sarif-2.1.0.json")
        json.name("version")
        json.string("2.1.0")
        json.name("runs")
        json.beginArray()
        json.beginObject()
        writeTool(kinds, to: &json)
        // Columns count characters, not the 16-bit units that are meant where nothing is said (§3.14.17).
        json.name("columnKind")
        json.string("unicodeCodePoints")
        json.name("invocations")
        json.beginArray()
        json.beginObject()
        json.name("executionSuccessful")
        json.bool(exitStatus != 2)
        json.name("exitCode")
        json.integer(exitStatus)
        json.endObject()
        json.endArray()
        json.name("results")
        json.beginArray()
        for diagnostic in diagnostics { write(diagnostic, kinds, to: &json) }
        json.endArray()
        json.endObject()
        json.endArray()
        json.endObject()
        json.endLine()
        return json.text
    }

    private func writeTool(_ kinds: [DiagnosticKind], to json: inout JSONWriter) {
        json.name("tool")
        json.beginObject()
        json.name("driver")
        json.beginObject()
        json.name("name")
        json.string("dockreeve")
        json.name("semanticVersion")
        json.string(Version.text)
        json.name("rules")
        json.beginArray()
        for kind in kinds {
            json.beginObject()
            json.name("id")
            json.string(kind.rawValue)
            Self.writeText("shortDescription", kind.explanation, to: &json)
            Self.writeText("help", kind.sarifHelp, to: &json)
            json.name("defaultConfiguration")
            json.beginObject()
            json.name("level")
            json.string(kind.isAdvice ? "warning" : "error")
            json.endObject()
            json.endObject()
        }
        json.endArray()
        json.endObject()
        json.endObject()
    }

    private func write(_ diagnostic: Diagnostic, _ kinds: [DiagnosticKind], to json: inout JSONWriter) {
        json.beginObject()
        json.name("ruleId")
        json.string(diagnostic.id)
        json.name("ruleIndex")
        json.integer(kinds.firstIndex(of: diagnostic.kind) ?? -1)
        json.name("level")
        json.string(diagnostic.severity.rawValue)
        Self.writeText("message", diagnostic.message + (diagnostic.help.map { "\nhelp: \($0)" } ?? ""), to: &json)
        json.name("locations")
        json.beginArray()
        json.beginObject()
        json.name("physicalLocation")
        json.beginObject()
        json.name("artifactLocation")
        json.beginObject()
        json.name("uri")
        json.string(Self.uri(diagnostic.file))
        json.endObject()
        if diagnostic.line > 0 { writeRegion(diagnostic, to: &json) }
        json.endObject()
        json.endObject()
        json.endArray()
        json.endObject()
    }

    private func writeRegion(_ diagnostic: Diagnostic, to json: inout JSONWriter) {
        json.name("region")
        json.beginObject()
        json.name("startLine")
        json.integer(diagnostic.line)
        json.name("startColumn")
        json.integer(diagnostic.column)
        json.name("endColumn")
        json.integer(diagnostic.column + diagnostic.width)
        if let line = diagnostic.sourceLine { Self.writeText("snippet", line, to: &json) }
        json.endObject()
    }

    private static func writeText(_ name: StaticString, _ text: String, to json: inout JSONWriter) {
        json.name(name)
        json.beginObject()
        json.name("text")
        json.string(text)
        json.endObject()
    }

    /// A path as a URI reference (RFC 3986): relative to where the program ran, or `file:`.
    static func uri(_ path: String) -> String {
        var text: [UInt8] = []
        for byte in path.utf8 {
            let isPlain =
                byte &- UInt8(ascii: "0") < 10 || (byte | 0x20) &- UInt8(ascii: "a") < 26
                || "-._~/".utf8.contains(byte)
            if isPlain {
                text.append(byte)
            } else {
                text += [UInt8(ascii: "%"), JSONWriter.hexDigit(byte >> 4), JSONWriter.hexDigit(byte & 0xF)]
            }
        }
        let uri = String(decoding: text, as: UTF8.self)
        return path.hasPrefix("/") ? "file://\(uri)" : uri
    }
}

extension DiagnosticKind {
    fileprivate var sarifHelp: String {
        isAdvice
            ? "\(explanation) Each result says what to write instead; a rule that means it says so in its `accept`."
            : "\(explanation) The policy is refused until that is corrected."
    }
}
