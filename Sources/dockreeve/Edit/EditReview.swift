import Glibc
import Policy

/// What is to be said about the policy directory if one file had another text.
struct EditReview {
    /// The files as they lie on disk.
    let disk: PolicyFiles
    /// The policy on disk; nothing when it can't be used.
    let before: Policy?
    /// The policy with the edited file; nothing when it can't be used.
    let policy: Policy?
    /// What keeps it from being a policy: mistakes, and own tests that fail.
    let errors: [Diagnostic]
    /// Whether all of that was so before, in other files: the edit can't mend it and didn't break it.
    let isBrokenElsewhere: Bool
    private let warnings: [Diagnostic]
    private let oldWarnings: Int

    /// - Parameters:
    ///   - place: Where the file really lies.
    ///   - text: What the file would hold.
    init(_ target: EditTarget, _ place: EditPlace, text: [UInt8]) {
        disk = PolicyFiles.read(directory: target.directory)
        let name = Self.name(of: target, place, among: disk.files)
        let was = PolicyCandidate.proven(Policy.check(disk))
        let edited = disk.replacing(RuleFile(name: name, text: text))
        let now = PolicyCandidate.proven(Policy.check(edited))
        before = was.policy
        policy = now.policy
        errors = now.diagnostics.filter { $0.severity == .error }
        let known = Set(was.diagnostics.map(Finding.init))
        isBrokenElsewhere = errors.allSatisfy { $0.file != name && known.contains(Finding($0)) }
        let findings = now.diagnostics.filter { $0.severity != .error }
        // What was there before in other files is not what this edit is about.
        warnings = findings.filter { $0.file == name || !known.contains(Finding($0)) }
        oldWarnings = findings.count - warnings.count
    }

    /// Whether nothing else was changed on disk since.
    func isOf(_ files: PolicyFiles) -> Bool {
        disk.diagnostics == files.diagnostics
            && disk.files.elementsEqual(files.files) { $0.name == $1.name && $0.text == $1.text }
    }

    var text: String {
        let shown = errors + warnings
        var text = shown.map { "\($0)\n" }.joined(separator: "\n")
        if !shown.isEmpty {
            text += "\n\(CallText.count(errors.count, "error")), \(CallText.count(warnings.count, "warning"))\n"
        }
        if oldWarnings > 0 {
            text +=
                "and \(CallText.count(oldWarnings, "warning")) about other files, as before: see `dockreeve check`\n"
        }
        if let policy {
            let tests = policy.tests.count
            text +=
                "fine: \(CallText.count(policy.rules.count, "rule")) in \(CallText.count(policy.files.count, "file")), "
            text += tests == 0 ? "no tests\n" : "\(CallText.count(tests, "test")) passed\n"
        }
        return text
    }

    /// The same finding before and after, wherever its line went.
    private struct Finding: Hashable {
        let kind: DiagnosticKind
        let file: String
        let message: String

        init(_ diagnostic: Diagnostic) {
            kind = diagnostic.kind
            file = diagnostic.file
            message = diagnostic.message
        }
    }

    /// The name under which the file was read: of two names of one file, the first.
    private static func name(of target: EditTarget, _ place: EditPlace, among files: [RuleFile]) -> String {
        if files.contains(where: { $0.name == target.path }) { return target.path }
        var wanted = stat()
        guard fstatat(place.folder.descriptor, place.name, &wanted, AT_SYMLINK_NOFOLLOW) == 0 else {
            return target.path
        }
        let same = files.first { file in
            var status = stat()
            return stat(file.name, &status) == 0 && status.st_ino == wanted.st_ino && status.st_dev == wanted.st_dev
        }
        return same?.name ?? target.path
    }
}
