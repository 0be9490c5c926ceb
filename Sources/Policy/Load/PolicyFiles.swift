/// The files of a policy directory as they were read, before anything is made of them.
public struct PolicyFiles: Sendable {
    public let files: [RuleFile]
    /// What was found while they were read.
    public let diagnostics: [Diagnostic]
    /// Where a change can make others of them.
    public let folders: [WatchedFolder]

    /// Whether something is wrong that keeps them from being a policy, whatever their texts say.
    public var hasErrors: Bool { diagnostics.contains { $0.severity == .error } }

    /// Reads the rule files of a directory that a service goes by.
    ///
    /// Everything has to belong to root or to whom the process runs as, and nobody else may be able to write to it: the
    /// files, the directory, every directory on the way to them, and the links among those. What fails that is an error.
    public static func read(directory: String) -> PolicyFiles {
        var loader = PolicyLoader(strict: true)
        loader.add(directory: directory)
        return PolicyFiles(files: loader.files, diagnostics: loader.diagnostics, folders: loader.folders)
    }
}
