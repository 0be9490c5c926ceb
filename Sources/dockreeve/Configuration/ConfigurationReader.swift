import DockerAPI
import Policy

/// Reads `dockreeve.yaml`. Like rule files it is taken whole or not at all, and every mistake is named with its place.
struct ConfigurationReader {
    private let file: String
    private let lines: [String]
    var configuration = ServeConfiguration()
    private(set) var diagnostics: [Diagnostic] = []

    private enum Key: String, CaseIterable {
        case policies, socket, audit, state, admin, mode, guards, limits
        case resolveSymlinks = "resolve_symlinks"
    }

    private enum LimitKey: String, CaseIterable {
        case body, connections, depth
        case requestDeadline = "request_deadline"
    }

    /// - Parameter file: The name that messages show.
    static func read(_ text: [UInt8], file: String) -> Result<ServeConfiguration, ConfigurationError> {
        var reader = ConfigurationReader(text, file: file)
        switch YAMLReader.read(text) {
        case .failure(let fault): reader.report(.yamlSyntax, fault.mark, fault.message, help: fault.help)
        case .success(let root): if let root { reader.readRoot(root) }
        }
        guard reader.diagnostics.isEmpty else { return .failure(ConfigurationError(diagnostics: reader.diagnostics)) }
        return .success(reader.configuration)
    }

    private init(_ text: [UInt8], file: String) {
        self.file = file
        lines = text.split(separator: UInt8(ascii: "\n"), omittingEmptySubsequences: false)
            .map { SafeText.inline(String(decoding: $0, as: UTF8.self), maximum: 1000) }
    }

    private mutating func readRoot(_ root: YAMLNode) {
        forEach(Key.self, in: root) { reader, key, value in
            switch key {
            case .policies: reader.set(\.policies, reader.path(value))
            case .socket: reader.set(\.socket, reader.path(value))
            case .audit: AuditSettingsReader.read(value, by: &reader)
            case .state: reader.set(\.state, reader.path(value))
            case .admin: reader.set(\.admin, reader.path(value))
            case .mode: reader.readMode(value) { $0.monitorsEverything = $1 }
            case .guards: reader.readGuards(value)
            case .limits: reader.readLimits(value)
            case .resolveSymlinks: reader.set(\.resolvesSymlinks, reader.flag(value))
            }
        }
    }

    mutating func change(_ change: (inout ServeConfiguration) -> Void) { change(&configuration) }

    /// One word of an enumeration.
    ///
    /// - Parameter what: What the words are for.
    mutating func readWord<Word: RawRepresentable & CaseIterable>(
        _ node: YAMLNode,
        _ what: String,
        _ type: Word.Type,
        _ set: (inout ServeConfiguration, Word) -> Void
    ) where Word.RawValue == String {
        let known = Word.allCases.map(\.rawValue)
        guard let text = node.text, !node.isAbsent else {
            return wrongType(node, known.map { "`\($0)`" }.joined(separator: " or "))
        }
        guard let word = Word(rawValue: text) else { return unknown(.unknownValue, node, what, among: known) }
        set(&configuration, word)
    }

    private mutating func readMode(_ node: YAMLNode, _ set: (inout ServeConfiguration, Bool) -> Void) {
        readWord(node, "mode", EnforcementMode.self) { set(&$0, $1 == .monitor) }
    }

    private mutating func readGuards(_ node: YAMLNode) {
        forEach(Guard.self, in: node) { reader, guarding, value in
            reader.readMode(value) { configuration, isMonitored in
                if isMonitored { configuration.monitoredGuards.insert(guarding) }
            }
        }
    }

    private mutating func readLimits(_ node: YAMLNode) {
        forEach(LimitKey.self, in: node) { reader, key, value in
            switch key {
            case .body: reader.set(\.limits.body, reader.size(value, in: 64 << 10...1 << 30))
            case .connections: reader.set(\.limits.connections, reader.count(value, in: 4...65_536))
            case .requestDeadline: reader.set(\.limits.requestDeadline, reader.seconds(value, in: 1...3600))
            case .depth: reader.set(\.limits.depth, reader.count(value, in: 8...1024))
            }
        }
    }

    /// Walks a mapping whose keys are the cases of an enumeration; says so where one isn't.
    mutating func forEach<Name: RawRepresentable & CaseIterable>(
        _ names: Name.Type,
        in node: YAMLNode,
        _ visit: (inout ConfigurationReader, Name, YAMLNode) -> Void
    ) where Name.RawValue == String {
        guard let pairs = node.pairs else { return wrongType(node, "a mapping") }
        for pair in pairs {
            guard let name = pair.key.text.flatMap(Name.init(rawValue:)) else {
                unknown(.unknownKey, pair.key, "key", among: Name.allCases.map(\.rawValue))
                continue
            }
            visit(&self, name, pair.value)
        }
    }

    mutating func wrongType(_ node: YAMLNode, _ wanted: String) {
        report(.wrongType, node.mark, "\(wanted) belongs here, not \(node.kindName)")
    }

    mutating func unknown(_ kind: DiagnosticKind, _ node: YAMLNode, _ what: String, among known: [String]) {
        let text = node.text ?? ""
        report(
            kind,
            node.mark,
            "unknown \(what) `\(SafeText.inline(text))`",
            help: Suggestion.help(for: text, among: known) ?? "known: \(known.joined(separator: ", "))"
        )
    }

    mutating func report(_ kind: DiagnosticKind, _ mark: YAMLMark, _ message: String, help: String? = nil) {
        let line = lines.indices.contains(mark.line - 1) ? lines[mark.line - 1] : nil
        let place = SourcePlace(file: file, line: mark.line, column: mark.column)
        diagnostics.append(Diagnostic(kind, at: place, message, help: help, sourceLine: line))
    }
}
