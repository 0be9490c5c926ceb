/// One thing that is wrong with a rule file or a policy directory, with its place and what to do about it.
public struct Diagnostic: Error, Sendable, Equatable {
    public enum Severity: String, Sendable {
        /// The policy is refused.
        case error
        /// The policy can be used and probably doesn't say what is meant.
        case warning
        /// Explains another diagnostic.
        case note
    }

    public let kind: DiagnosticKind
    public let severity: Severity
    /// Where it is; line 0 when the file as a whole is meant.
    public let place: SourcePlace
    /// What is wrong: lower case, the file's own words in back-ticks.
    public let message: String
    /// What to do, when that can be said.
    public let help: String?
    /// The line of the file that ``place`` names, made harmless for a terminal.
    public let sourceLine: String?
    /// How many characters the caret covers.
    public let width: Int

    public init(
        _ kind: DiagnosticKind,
        severity: Severity = .error,
        at place: SourcePlace,
        _ message: String,
        help: String? = nil,
        sourceLine: String? = nil,
        width: Int = 1
    ) {
        self.kind = kind
        self.severity = severity
        self.place = place
        self.message = message
        self.help = help
        self.sourceLine = sourceLine
        self.width = max(width, 1)
    }

    /// The stable id, `unknown-attribute`.
    public var id: String { kind.rawValue }
    public var file: String { place.file }
    public var line: Int { place.line }
    public var column: Int { place.column }
}
