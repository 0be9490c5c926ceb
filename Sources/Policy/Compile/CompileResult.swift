/// What came of reading rule files: a policy, or what is wrong with them.
public struct CompileResult: Sendable {
    /// Nothing when any file has a mistake.
    public let policy: Policy?
    /// Every finding of every file, in the order of the files and lines.
    public let diagnostics: [Diagnostic]

    public var hasErrors: Bool { diagnostics.contains { $0.severity == .error } }

    /// Whether files or directories could not be read at all, as opposed to being wrong.
    public var isUnreadable: Bool {
        diagnostics.contains { $0.severity == .error && $0.kind.isAboutReading }
    }
}

extension DiagnosticKind {
    var isAboutReading: Bool {
        switch self {
        case .directoryMissing, .unreadable, .notARegularFile, .noRuleFiles: true
        default: false
        }
    }
}
