import Policy
import StrictJSON

/// What `dockreeve check` found, as text and as JSON.
struct CheckReport {
    private let diagnostics: [Diagnostic]
    private let rules: Int
    private let files: Int
    private let isUnreadable: Bool

    init(_ result: CompileResult) {
        diagnostics = result.diagnostics
        rules = result.policy?.rules.count ?? 0
        files = result.policy?.files.count ?? 0
        isUnreadable = result.isUnreadable
    }

    /// 0 fine, 1 findings, 2 something can't be read.
    var exitStatus: Int32 {
        if isUnreadable { return 2 }
        return diagnostics.isEmpty ? 0 : 1
    }

    var text: String {
        guard !diagnostics.isEmpty else {
            return "fine: \(count(rules, "rule")) in \(count(files, "file"))\n"
        }
        let errors = diagnostics.count { $0.severity == .error }
        let warnings = diagnostics.count { $0.severity == .warning }
        return diagnostics.map { "\($0)\n" }.joined(separator: "\n")
            + "\n\(count(errors, "error")), \(count(warnings, "warning"))\n"
    }

    var json: String {
        var json = JSONWriter()
        json.beginObject()
        json.name("rules")
        json.integer(rules)
        json.name("files")
        json.integer(files)
        json.name("findings")
        json.beginArray()
        for diagnostic in diagnostics { write(diagnostic, to: &json) }
        json.endArray()
        json.endObject()
        json.endLine()
        return json.text
    }

    private func write(_ diagnostic: Diagnostic, to json: inout JSONWriter) {
        json.beginObject()
        json.name("id")
        json.string(diagnostic.id)
        json.name("severity")
        json.string(diagnostic.severity.rawValue)
        json.name("file")
        json.string(diagnostic.file)
        json.name("line")
        json.integer(diagnostic.line)
        json.name("column")
        json.integer(diagnostic.column)
        json.name("message")
        json.string(diagnostic.message)
        if let help = diagnostic.help {
            json.name("help")
            json.string(help)
        }
        json.endObject()
    }

    private func count(_ number: Int, _ noun: String) -> String { "\(number) \(noun)\(number == 1 ? "" : "s")" }
}
