/// Why a file of the service was not read or not written.
package struct FileRefusal: Error, CustomStringConvertible, Equatable {
    /// The file or the directory on the way to it.
    package let path: String
    /// Lower case, with the path where it helps.
    package let message: String
    /// The command that mends it, or what else to do.
    package let help: String?
    /// Whether there simply is no such file.
    package let isMissing: Bool

    init(_ path: String, _ verb: String, _ error: SystemError) {
        self.path = path
        message = "can't \(verb) `\(SafeText.inline(path))`: \(error.message)"
        help = nil
        isMissing = error.isMissing
    }

    init(_ problem: TrustProblem) {
        path = problem.path
        message = "`\(SafeText.inline(problem.path))`: \(problem.message)"
        help = problem.command
        isMissing = false
    }

    init(_ path: String, _ message: String, help: String? = nil) {
        self.path = path
        self.message = message
        self.help = help
        isMissing = false
    }

    package var description: String { help.map { "\(message)\n  help: \($0)" } ?? message }
}
