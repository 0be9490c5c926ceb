import Glibc
import Policy

/// The rule file that is edited.
struct EditTarget {
    /// The policy directory, as it was named.
    let directory: String
    /// The file's name in it.
    let name: String

    var path: String { directory.hasSuffix("/") ? directory + name : "\(directory)/\(name)" }

    /// Longer names leave no room for what is put behind and before them.
    static let nameLimit = 200

    /// Finds the file that was asked for.
    ///
    /// - Parameters:
    ///   - file: A name with or without its ending, or a path; nothing for the only rule file that there is.
    ///   - directory: The policy directory, for names.
    static func find(_ file: String?, in directory: String) throws(EditError) -> EditTarget {
        guard let file else { return try only(in: directory) }
        guard let slash = file.lastIndex(of: "/") else {
            return try named(file, in: directory)
        }
        let parent = slash == file.startIndex ? "/" : String(file[..<slash])
        return try named(String(file[file.index(after: slash)...]), in: parent)
    }

    private static func named(_ file: String, in directory: String) throws(EditError) -> EditTarget {
        let folder = try folder(directory)
        var name = file
        if !hasEnding(file) {
            name = ["yaml", "yml"].map { "\(file).\($0)" }.first { folder.exists($0) } ?? "\(file).yaml"
        }
        guard isName(name) else {
            throw EditError(
                .trouble,
                "`\(SafeText.inline(file))` can't be the name of a rule file",
                help:
                    "rule files are called `*.yaml` or `*.yml`, without `.` in front, and with \(nameLimit) bytes at most"
            )
        }
        if !folder.exists(name), name != SafeText.inline(name) || name.unicodeScalars.contains("\u{FFFD}") {
            throw EditError(
                .trouble,
                "`\(SafeText.inline(name))` is no name for a new file: it has characters that don't show"
            )
        }
        return EditTarget(directory: directory, name: name)
    }

    private static func only(in directory: String) throws(EditError) -> EditTarget {
        let names = try folder(directory).names().filter { isName($0) && hasEnding($0) }
        guard let name = names.first else {
            throw EditError(
                .trouble,
                "there is no rule file in `\(SafeText.inline(directory))`",
                help: "give the name of a new one: dockreeve edit NAME"
            )
        }
        guard names.count == 1 else {
            let shown = names.prefix(20).map { SafeText.inline($0, maximum: 60) }.joined(separator: ", ")
            throw EditError(
                .trouble,
                "there are \(names.count) rule files in `\(SafeText.inline(directory))`; say which one",
                help: shown + (names.count > 20 ? ", …" : "")
            )
        }
        return EditTarget(directory: directory, name: name)
    }

    private static func folder(_ path: String) throws(EditError) -> OpenFolder {
        guard !path.utf8.contains(0) else { throw EditError(.trouble, "a path has a NUL in it") }
        do throws(EditError) {
            return try OpenFolder(path)
        } catch {
            throw EditError(
                .trouble,
                error.message,
                help: "the policy directory has to be there; --policies names another one"
            )
        }
    }

    private static func hasEnding(_ name: String) -> Bool { name.hasSuffix(".yaml") || name.hasSuffix(".yml") }

    private static func isName(_ name: String) -> Bool {
        !name.hasPrefix(".") && name.utf8.count <= nameLimit && !name.utf8.contains(0) && !name.contains("/")
            && name.split(separator: ".").count > 1
    }
}
