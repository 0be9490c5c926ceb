/// Gathers what is wrong with the files of one policy.
final class DiagnosticSink {
    private(set) var diagnostics: [Diagnostic] = []

    /// More are not shown: by then somebody has to start anew.
    static let limit = 200

    var hasErrors: Bool { diagnostics.contains { $0.severity == .error } }

    func add(_ diagnostic: Diagnostic) {
        guard diagnostics.count < Self.limit else { return }
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
