import Policy

/// Everything that is wrong with a configuration file.
struct ConfigurationError: Error, CustomStringConvertible {
    let diagnostics: [Diagnostic]

    var description: String { diagnostics.map(\.description).joined(separator: "\n") }
}
