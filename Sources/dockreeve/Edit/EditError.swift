import Glibc
import Policy

/// Why an edit can't go on. Nothing was installed.
struct EditError: Error, CustomStringConvertible {
    enum Kind {
        /// An answer: somebody else edits, the editor failed.
        case refused
        /// Something around it went wrong: a full disk, a directory that is gone.
        case trouble
        /// The file is no longer what was copied.
        case changedMeanwhile
    }

    let kind: Kind
    let message: String
    let help: String?

    init(_ kind: Kind, _ message: String, help: String? = nil) {
        self.kind = kind
        self.message = message
        self.help = help
    }

    /// What a system call said about a path.
    static func system(_ what: String, _ path: String, code: Int32 = errno, help: String? = nil) -> EditError {
        let text = strerror(code).map { String(cString: $0).lowercased() } ?? "error \(code)"
        return EditError(.trouble, "\(what) `\(SafeText.inline(path))`: \(text)", help: help)
    }

    var exitStatus: Int32 { kind == .trouble ? 2 : 1 }

    var description: String { help.map { "\(message)\n  help: \($0)" } ?? message }
}
