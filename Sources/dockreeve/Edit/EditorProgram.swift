import Glibc
import Policy

/// The editor of whoever edits.
struct EditorProgram {
    /// A command as a shell reads it, `code --wait`.
    let command: String

    /// `$VISUAL`, `$EDITOR`, or what is there.
    static func find() throws(EditError) -> EditorProgram {
        for variable in ["VISUAL", "EDITOR"] {
            if let value = getenv(variable), value.pointee != 0 {
                return EditorProgram(command: String(cString: value))
            }
        }
        guard let command = ["sensible-editor", "vi", "nano"].first(where: ChildProcess.exists) else {
            throw EditError(.trouble, "there is no editor", help: "say which in the environment: EDITOR=…")
        }
        return EditorProgram(command: command)
    }

    /// Edits a file, and puts the terminal back into the state in which it was.
    ///
    /// - Throws: When the editor can't be run, fails or is killed.
    func edit(_ path: String) throws(EditError) {
        var terminal = termios()
        let hasTerminal = tcgetattr(STDIN_FILENO, &terminal) == 0
        defer { if hasTerminal { tcsetattr(STDIN_FILENO, TCSADRAIN, &terminal) } }
        // The shell takes the command apart, and the path stays one word.
        let end = try ChildProcess.run("/bin/sh", ["-c", "\(command) \"$@\"", command, path])
        guard end.isSuccess else {
            throw EditError(
                .refused,
                "the editor `\(SafeText.inline(command, maximum: 60))` failed (\(end.description)); nothing was changed"
            )
        }
    }
}
