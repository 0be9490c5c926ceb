import Glibc

/// Why the log can't be opened, or why a record couldn't be kept. Names the file and what the system said.
public struct AuditError: Error, Sendable, Equatable {
    /// What failed; the raw values don't change.
    public enum Reason: String, Sendable {
        /// The file can't be opened or created.
        case unopenable = "audit-unopenable"
        /// The path leads to something that can't be a log: a folder, a device, a symbolic link …
        case unsuitable = "audit-unsuitable"
        /// The file holds something else than audit records.
        case foreign = "audit-foreign"
        /// Somebody else writes to this file.
        case locked = "audit-locked"
        /// The file can't be read, so where its numbering ends isn't known.
        case unreadable = "audit-unreadable"
        /// The record couldn't be written whole.
        case unwritable = "audit-unwritable"
        /// The record is in the log, or not even there, and not in a sink that has to have it.
        case unconfirmed = "audit-unconfirmed"
        /// More waits to be written than may wait.
        case overloaded = "audit-overloaded"
        /// A file can't be set aside for a new one, or one that was can't be compressed or removed.
        case unrotatable = "audit-unrotatable"
        /// The log was closed.
        case closed = "audit-closed"
    }

    public let reason: Reason
    /// The file as it was asked for.
    public let path: String
    /// The system's error number; 0 when the system had nothing to say.
    public let code: Int32
    /// One sentence, lower-case, with the file's name.
    public let message: String
    /// What to do about it.
    public let help: String?

    init(_ reason: Reason, path: String, code: Int32 = 0, _ message: String, help: String? = nil) {
        self.reason = reason
        self.path = path
        self.code = code
        self.message = code == 0 ? message : "\(message): \(Self.text(of: code))"
        self.help = help
    }

    /// What the C library calls an error number.
    static func text(of code: Int32) -> String {
        guard let text = strerror(code) else { return "error \(code)" }
        return String(cString: text)
    }
}

extension AuditError: CustomStringConvertible {
    public var description: String {
        guard let help else { return message }
        return "\(message) (\(help))"
    }
}
