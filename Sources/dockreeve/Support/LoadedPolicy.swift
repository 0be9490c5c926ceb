import ArgumentParser
import Policy

/// A policy for a command that can do nothing without one.
enum LoadedPolicy {
    /// - Throws: Exit status 2, after every mistake was told on standard error.
    static func load(_ paths: [String]) throws -> Policy {
        let result = Policy.load(paths: paths)
        guard let policy = result.policy else {
            for diagnostic in result.diagnostics { StandardStreams.writeError("\(diagnostic)\n") }
            throw ExitCode(2)
        }
        return policy
    }
}
