/// Gathers what is wrong with the files of one policy.
final class DiagnosticSink {
    private(set) var diagnostics: [Diagnostic] = []
    private(set) var hasErrors = false
    private var errorCount = 0

    /// Errors, and again as many others, that are kept: who has more starts anew. Others never keep an error out.
    static let limit = 200

    /// Whether more of a kind would not be kept.
    func isFull(_ severity: Diagnostic.Severity) -> Bool {
        (severity == .error ? errorCount : diagnostics.count - errorCount) >= Self.limit
    }

    func add(_ diagnostic: Diagnostic) {
        guard !isFull(diagnostic.severity) else { return }
        if diagnostic.severity == .error {
            hasErrors = true
            errorCount += 1
        }
        diagnostics.append(diagnostic)
    }

    /// In the order of the files, and in each from top to bottom.
    func sorted(by files: [String]) -> [Diagnostic] {
        var order: [String: Int] = [:]
        for (index, file) in files.enumerated() where order[file] == nil { order[file] = index }
        return diagnostics.enumerated().sorted { one, other in
            let ranks = (order[one.element.file] ?? -1, order[other.element.file] ?? -1)
            if ranks.0 != ranks.1 { return ranks.0 < ranks.1 }
            if one.element.line != other.element.line { return one.element.line < other.element.line }
            if one.element.column != other.element.column { return one.element.column < other.element.column }
            return one.offset < other.offset
        }.map(\.element)
    }
}
