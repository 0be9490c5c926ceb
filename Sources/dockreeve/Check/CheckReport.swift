import Policy
import StrictJSON

/// What `dockreeve check` found, as text, as JSON and as SARIF.
struct CheckReport {
    let diagnostics: [Diagnostic]
    private let rules: Int
    private let files: Int
    private let isUnreadable: Bool

    /// - Parameter isStrict: Whether warnings are errors.
    init(_ result: CompileResult, isStrict: Bool = false) {
        diagnostics = result.diagnostics.map { diagnostic in
            isStrict && diagnostic.severity == .warning ? diagnostic.with(severity: .error) : diagnostic
        }
        rules = result.policy?.rules.count ?? 0
        files = result.policy?.files.count ?? 0
        isUnreadable = result.isUnreadable
    }

    /// 0 fine, perhaps with warnings; 1 errors; 2 something can't be read.
    var exitStatus: Int32 {
        if isUnreadable { return 2 }
        return diagnostics.contains { $0.severity == .error } ? 1 : 0
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
        for diagnostic in diagnostics { diagnostic.write(to: &json) }
        json.endArray()
        json.endObject()
        json.endLine()
        return json.text
    }

    private func count(_ number: Int, _ noun: String) -> String { "\(number) \(noun)\(number == 1 ? "" : "s")" }
}
