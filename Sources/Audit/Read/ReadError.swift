import Glibc

/// Why a log can't be read, or can't be read on. Names the file and what the system said.
public struct ReadError: Error, Sendable, Equatable {
    /// The file as it was named.
    public let path: String
    /// One sentence, lower-case, with the file's name.
    public let message: String
    /// What to do about it.
    public let help: String?

    init(_ path: String, _ message: String, help: String? = nil) {
        self.path = path
        self.message = message
        self.help = help
    }

    static func system(_ path: String, _ what: String, _ code: Int32, help: String? = nil) -> ReadError {
        ReadError(path, "\(what): \(AuditError.text(of: code))", help: help)
    }
}

extension ReadError: CustomStringConvertible {
    public var description: String {
        guard let help else { return message }
        return "\(message) (\(help))"
    }
}
