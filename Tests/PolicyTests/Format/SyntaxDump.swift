@testable import Policy

/// Everything that a rule file says, as text, without where and how it is written.
enum SyntaxDump {
    static func text(_ bytes: [UInt8]) -> String {
        let sink = DiagnosticSink()
        let syntax = RuleFileReader(SourceText(file: RuleFile(name: "x.yaml", text: bytes), sink: sink)).read()
        var text = sink.diagnostics.map { "\($0.id) \($0.message)\n" }.sorted().joined()
        dump(syntax as Any, "", &text)
        return text
    }

    /// Where something stands, and how it is written.
    private static let skipped: Set<String> = ["source", "node", "place"]

    private static func dump(_ value: Any, _ indent: String, _ text: inout String) {
        if value is SourceText || value is YAMLNode || value is SourcePlace || value is ExpressionSource { return }
        let mirror = Mirror(reflecting: value)
        guard !mirror.children.isEmpty else { return text += "\(indent)\(String(reflecting: value))\n" }
        for child in mirror.children where !skipped.contains(child.label ?? "") {
            text += "\(indent)\(child.label ?? "-")\n"
            dump(child.value, indent + " ", &text)
        }
    }
}
