import Glibc
import Policy

/// A rule file that is put into its form, where it lies.
struct FmtFile {
    private let target: EditTarget
    private let place: EditPlace
    private let original: OpenFolder.Contents
    /// What the file holds.
    let text: [UInt8]
    let formatted: [UInt8]

    /// As it was named.
    var path: String { Self.shown(target) }

    var isFormatted: Bool { text == formatted }

    /// - Throws: ``EditError``, or `RuleFileFormatter.Failure` when it is no rule file.
    init(_ target: EditTarget) throws {
        self.target = target
        place = try EditPlace(target, in: try OpenFolder(target.directory))
        guard let original = try place.read() else {
            throw EditError(.trouble, "there is no file `\(SafeText.inline(target.path))`")
        }
        self.original = original
        text = original.bytes
        formatted = try RuleFileFormatter.format(RuleFile(name: Self.shown(target), text: text))
    }

    var diff: String { TextDiff(old: text, new: formatted, names: (path, "\(path) (formatted)")).text }

    /// Replaces the file in one step, with the same owner and mode.
    func install() throws(EditError) {
        let temporary = ".\(place.name).fmt-\(getpid())"
        place.folder.remove(temporary)
        try place.folder.create(temporary, formatted, like: original)
        do throws(EditError) {
            guard try place.read()?.bytes == text else {
                throw EditError(.changedMeanwhile, "`\(SafeText.inline(path))` was changed meanwhile; it is left alone")
            }
            let folder = place.folder.descriptor
            guard renameat(folder, temporary, folder, place.name) == 0 else {
                throw .system("can't replace", place.path)
            }
        } catch {
            place.folder.remove(temporary)
            throw error
        }
        try place.folder.sync()
    }

    private static func shown(_ target: EditTarget) -> String {
        target.directory == here ? target.name : target.path
    }

    /// The directory of a name without one.
    private static let here = "."

    /// The file of a path, or the rule files of a directory.
    static func targets(_ path: String) throws(EditError) -> [EditTarget] {
        guard !path.utf8.contains(0) else { throw EditError(.trouble, "a path has a NUL in it") }
        var status = stat()
        guard stat(path, &status) == 0 else { throw .system("can't open", path) }
        guard status.st_mode & S_IFMT == S_IFDIR else {
            guard let slash = path.lastIndex(of: "/") else { return [EditTarget(directory: here, name: path)] }
            let directory = slash == path.startIndex ? "/" : String(path[..<slash])
            return [EditTarget(directory: directory, name: String(path[path.index(after: slash)...]))]
        }
        let names = try OpenFolder(path).names().filter { RuleFileName.isRuleFile(Array($0.utf8)) }
        guard !names.isEmpty else {
            throw EditError(
                .trouble,
                "there is no rule file in `\(SafeText.inline(path))`",
                help: "rule files are called `*.yaml` or `*.yml`"
            )
        }
        return names.map { EditTarget(directory: path, name: $0) }
    }
}
