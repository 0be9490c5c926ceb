import Glibc
import Policy

/// One edit, from the lock to the end: copy, editor, check, question, installation.
struct EditSession {
    let target: EditTarget
    let options: EditOptions
    let prompt = EditPrompt()
    let policies: OpenFolder
    let store: EditStore
    private let lock: EditLock
    /// Where the file really lies.
    private(set) var place: EditPlace
    /// What the file held when it was copied; nothing for a new one.
    private(set) var original: OpenFolder.Contents?
    /// What the editor left last, in case that the directory vanishes.
    private var text: [UInt8]?
    /// Whether what is to be overwritten is something that the editor has not seen from the start.
    private var showsDiff = false
    /// How often the files changed while they were looked at.
    private var restarts = 0

    private static let restartLimit = 5

    enum Step {
        case editAgain
        case lookAgain
        case end(status: Int32)
    }

    init(_ target: EditTarget, _ options: EditOptions) throws(EditError) {
        self.target = target
        self.options = options
        policies = try OpenFolder(target.directory)
        let folder = try policies.privateFolder(EditStore.folderName)
        lock = try EditLock(in: folder)
        store = EditStore(folder: folder, name: target.name)
        place = try EditPlace(target, in: policies)
        original = try place.read()
    }

    /// - Returns: The exit status.
    mutating func run() -> Int32 {
        do throws(EditError) {
            guard try begin() else { return 1 }
            let editor = try EditorProgram.find()
            var step = Step.editAgain
            while true {
                switch step {
                case .editAgain:
                    try editor.edit(store.absoluteCopyPath)
                    step = try judge()
                case .lookAgain: step = try judge()
                case .end(let status): return status
                }
            }
        } catch {
            StandardStreams.writeError("dockreeve: \(error)\n")
            keepCopy()
            return error.exitStatus
        }
    }

    /// What the editor is given of a file that isn't there.
    private static let template = Array(
        """
        version: 1

        # What no rule allows is denied. `dockreeve reference` lists what rules can ask for.
        rules:

        """.utf8
    )

    private var start: [UInt8] { original?.bytes ?? Self.template }

    /// Makes the copy, or goes on with one that was left.
    ///
    /// - Returns: False when there is nothing to do.
    private mutating func begin() throws(EditError) -> Bool {
        guard start.count <= RuleFile.sizeLimit else {
            throw EditError(.trouble, "`\(SafeText.inline(target.path))` is larger than \(RuleFile.sizeLimit) bytes")
        }
        if let left = try store.readCopy(), left != start {
            let question = "`\(SafeText.inline(store.copyPath))` was never installed. Go on with it? [y/n/x]"
            let help =
                "  y: edit that copy\n  n: start anew; the copy goes to the backups\n  x: leave everything as it is\n"
            switch prompt.isInteractive ? prompt.ask(question, "ynx", help: help) : "n" {
            case "y":
                showsDiff = true
                return true
            case "n":
                let backup = try store.backUp(left)
                StandardStreams.writeError("what was left of an earlier edit is kept in `\(SafeText.inline(backup))`\n")
            default: return false
            }
        }
        try store.writeCopy(start)
        return true
    }

    /// Looks at what the editor left.
    private mutating func judge() throws(EditError) -> Step {
        guard let text = try store.readCopy() else {
            throw EditError(.trouble, "the copy `\(SafeText.inline(store.copyPath))` is gone; nothing was changed")
        }
        self.text = text
        guard text != start else {
            store.removeCopy()
            let what = original == nil ? "nothing was written, so no file was made" : "unchanged"
            StandardStreams.writeOutput("\(SafeText.inline(target.path)): \(what)\n")
            return .end(status: 0)
        }
        let review = EditReview(target, place, text: text)
        StandardStreams.writeOutput(review.text)
        guard review.errors.isEmpty else { return try afterErrors(review, text) }
        if options.replays, let policy = review.policy {
            let report = EditReplay.report(
                policy,
                before: review.before,
                logs: options.logs,
                standard: options.standardLog
            )
            StandardStreams.writeOutput(report)
        }
        if showsDiff { showDiff() }
        if options.installsUnasked { return try install(text, review) }
        guard prompt.isInteractive else {
            StandardStreams.writeError("not installed: nobody can be asked here; --yes installs what has no errors\n")
            return keepAndEnd()
        }
        return try ask("install? [y/N/e/d]", "yned", standard: "n", text, review)
    }

    private mutating func afterErrors(_ review: EditReview, _ text: [UInt8]) throws(EditError) -> Step {
        guard prompt.isInteractive else {
            StandardStreams.writeError("not installed: the rules can't be used like that\n")
            return keepAndEnd()
        }
        guard review.isBrokenElsewhere else {
            return try ask("what now? (e)dit again, (d)iff, (x) give up and keep the copy:", "edx", text, review)
        }
        StandardStreams.writeError(
            "all of that was so before, in other files; until it is mended no change is taken up\n"
        )
        return try ask("install this file all the same? [y/N/e/d]", "yned", standard: "n", text, review)
    }

    private mutating func ask(
        _ question: String,
        _ letters: String,
        standard: Character? = nil,
        _ text: [UInt8],
        _ review: EditReview
    ) throws(EditError) -> Step {
        let help = """
              y: install it
              n, x: don't; the copy is kept
              e: edit again
              d: show what was changed

            """
        while true {
            switch prompt.ask(question, letters, standard: standard, help: help) {
            case "e": return .editAgain
            case "d": showDiff()
            case "y": return try install(text, review)
            default: return keepAndEnd()
            }
        }
    }

    private mutating func install(_ text: [UInt8], _ review: EditReview) throws(EditError) -> Step {
        do throws(EditError) {
            let isSame = review.isOf(PolicyFiles.read(directory: target.directory))
            let installer = EditInstall(target: target, policies: policies, store: store, original: original)
            if !isSame, (try? place.read()?.bytes) == original?.bytes, policies.isInPlace {
                restarts += 1
                guard restarts < Self.restartLimit else {
                    throw EditError(.refused, "other rule files change all the time; nothing was installed")
                }
                StandardStreams.writeError("other rule files were changed meanwhile; looking again\n")
                return .lookAgain
            }
            let backup = try installer.install(text)
            store.removeCopy()
            tell(backup)
            return .end(status: 0)
        } catch {
            guard prompt.isInteractive else { throw error }
            return try afterFailure(error)
        }
    }

    private func tell(_ backup: String?) {
        var text = "installed `\(SafeText.inline(target.path))`"
        if place.path != target.path, original != nil, place.folder !== policies {
            text += ", a link to `\(SafeText.inline(place.path))`"
        }
        text += "\n"
        if let backup { text += "  the old one: \(SafeText.inline(backup, maximum: 1000))\n" }
        StandardStreams.writeOutput(
            text + "a running plugin takes it up by itself; `dockreeve status` shows the policy in force\n"
        )
    }

    /// Somebody sits there and can do something about it.
    private mutating func afterFailure(_ error: EditError) throws(EditError) -> Step {
        StandardStreams.writeError("dockreeve: \(error)\n")
        let isChanged = error.kind == .changedMeanwhile
        let question =
            isChanged
            ? "what now? (e)dit again on top of it, (d)iff, (x) give up and keep the copy:"
            : "what now? (r)etry, (e)dit again, (x) give up and keep the copy:"
        let help = "  one of the letters in brackets\n"
        while true {
            switch prompt.ask(question, isChanged ? "edx" : "rex", help: help) {
            case "d": showDiff()
            case "r": return .lookAgain
            case "e":
                place = try EditPlace(target, in: policies)
                original = try place.read()
                showsDiff = true
                return .editAgain
            default: return keepAndEnd()
            }
        }
    }

    private func showDiff() {
        StandardStreams.writeOutput(EditDiff(target: target, place: place, store: store).text)
    }

    private func keepAndEnd() -> Step {
        keepCopy()
        return .end(status: 1)
    }

    /// Says where the work is; when it went with its directory, it is put where temporary files are.
    private func keepCopy() {
        if store.folder.isInPlace, let copy = try? store.readCopy() {
            guard copy != start else { return store.removeCopy() }
            return sayKept(store.copyPath)
        }
        guard let text, text != start else { return }
        let parent = getenv("TMPDIR").map { String(cString: $0) } ?? "/tmp"
        var template = Array("\(parent)/dockreeve-edit-XXXXXX.yaml".utf8CString)
        let file = mkstemps(&template, 5)
        guard file >= 0 else { return }
        defer { close(file) }
        let written = text.withUnsafeBytes { write(file, $0.baseAddress, $0.count) }
        guard written == text.count else { return }
        sayKept(String(decoding: template.dropLast().map(UInt8.init(bitPattern:)), as: UTF8.self))
    }

    private func sayKept(_ path: String) {
        StandardStreams.writeError(
            "nothing was installed; the edited copy is kept: \(SafeText.inline(path, maximum: 1000))\n"
        )
    }
}
